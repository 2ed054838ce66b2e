// The annotation that says what was injected, and a pod without that again: injecting twice is injecting once.
import { isObject, type JsonObject, objectsAt } from './pod/json.ts';
import { annotationsOf, copyPod, type Pod } from './pod/pod.ts';

export const statusAnnotation = 'sidecar.istio.io/status';

export interface InjectionStatus {
  readonly initContainers: readonly string[];
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
}

/** What an earlier injection put in; undefined where there was none, or what it wrote cannot be read. */
export function injectionStatus(pod: Pod): InjectionStatus | undefined {
  const text = annotationsOf(pod)[statusAnnotation];
  if (text === undefined) return undefined;
  const status = parsed(text);
  if (status === undefined) return undefined;
  return {
    initContainers: textsAt(status, 'initContainers'),
    containers: textsAt(status, 'containers'),
    volumes: textsAt(status, 'volumes'),
  };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // somebody wrote something else there; it is replaced
  }
}

function textsAt(status: JsonObject, field: string): string[] {
  const value = status[field];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** Returns a copy of the pod without what an earlier injection put in. */
export function withoutInjected(pod: Pod): Pod {
  const copy = copyPod(pod);
  const status = injectionStatus(pod);
  if (status === undefined) return copy;
  for (const list of ['initContainers', 'containers', 'volumes'] as const) {
    const kept = objectsAt(copy.spec, list).filter((item) => !status[list].includes(String(item.name)));
    if (kept.length > 0) copy.spec[list] = kept;
    else if (list !== 'containers') delete copy.spec[list];
    else copy.spec[list] = [];
  }
  delete (copy.metadata.annotations as JsonObject)[statusAnnotation];
  return copy;
}
