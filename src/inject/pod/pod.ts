// The pod that a workload describes: what injection reads and changes. Everything else of the object stays outside.
import { type JsonObject, objectAt, objectsAt, textAt } from './json.ts';

export interface Pod {
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
}

/** A pod of its own that can be changed. */
export function copyPod(pod: Pod): Pod {
  return structuredClone(pod);
}

export function annotationsOf({ metadata }: Pod): Readonly<Record<string, string>> {
  return objectAt(metadata, 'annotations') as Record<string, string>;
}

export function labelsOf({ metadata }: Pod): Readonly<Record<string, string>> {
  return objectAt(metadata, 'labels') as Record<string, string>;
}

/** Annotations or labels that can be changed; made where there are none. */
export function writableMap({ metadata }: Pod, field: 'annotations' | 'labels'): Record<string, string> {
  const map = objectAt(metadata, field);
  metadata[field] = map;
  return map as Record<string, string>;
}

export type ContainerList = 'containers' | 'initContainers';

/** A container by name. */
export function findContainer(pod: Pod, list: ContainerList, name: string): JsonObject | undefined {
  return objectsAt(pod.spec, list).find((container) => container.name === name);
}

export const proxyContainer = 'istio-proxy';
export const initContainer = 'istio-init';
export const validationContainer = 'istio-validation';

/** The proxy, which as a native sidecar is an init container. */
export function findSidecar(pod: Pod): JsonObject | undefined {
  return findContainer(pod, 'initContainers', proxyContainer) ?? findContainer(pod, 'containers', proxyContainer);
}

export function namesOf(spec: JsonObject, list: string): string[] {
  return objectsAt(spec, list).map((item) => textAt(item, 'name'));
}
