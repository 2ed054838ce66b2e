// A container that both the user and a template have: what the user says counts, and is kept for the next injection.
import { injectionStatus } from '../injection-status.ts';
import { inGoOrder } from '../pod/go-order.ts';
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../pod/json.ts';
import { normalForm } from '../pod/normal-form.ts';
import { type ContainerList, copyPod, findContainer, type Pod, writableMap } from '../pod/pod.ts';
import type { PodSchemas } from '../pod/pod-schema.ts';
import { strategicMerge } from '../pod/strategic-merge.ts';
import { matchRedirectUser } from './match-redirect-user.ts';
import { type Overrides, overridesAnnotation, readOverrides } from './overrides.ts';

/** The image that stands for the injected one: a container has to name some. */
const injectedImage = 'auto';

export interface OverrideInput {
  /** The pod before injection. */
  readonly original: Pod;
  /** What the templates gave. */
  readonly injected: Pod;
  readonly schemas: PodSchemas;
  readonly proxyConfig: JsonObject;
}

/** Returns the merged pod with the user's settings over those of the templates. */
export function reapplyOverrides(merged: Pod, input: OverrideInput): Pod {
  const result = copyPod(merged);
  const found = { containers: overridden('containers', input), initContainers: overridden('initContainers', input) };
  for (const list of ['containers', 'initContainers'] as const) {
    for (const container of found[list]) {
      result.spec[list] = strategicMerge(
        { containers: objectsAt(result.spec, list) },
        { containers: [container] },
      ).containers;
    }
  }
  const hasAny = found.containers.length + found.initContainers.length > 0;
  if (hasAny && injectionStatus(input.original) === undefined) {
    writableMap(result, 'annotations')[overridesAnnotation] = overridesText(found, input.schemas);
  }
  matchRedirectUser(result, input.original, input.proxyConfig);
  return result;
}

/** The user's containers that a template gives, too; those of an earlier injection are nobody's settings. */
function overridden(list: ContainerList, { original, injected }: OverrideInput): JsonObject[] {
  const before = injectionStatus(original)?.[list] ?? [];
  const kept = readOverrides(original)[list];
  return objectsAt(injected.spec, list).flatMap((container) => {
    const name = textAt(container, 'name');
    if (before.includes(name)) return [];
    const own = kept.find((one) => one.name === name) ?? ownContainer(original, list, name);
    return own === undefined ? [] : [withoutPlaceholder(own)];
  });
}

/** A proxy that becomes an init container may be among the containers in the user's pod. */
function ownContainer(original: Pod, list: ContainerList, name: string): JsonObject | undefined {
  const own = findContainer(original, list, name);
  return own ?? (list === 'initContainers' ? findContainer(original, 'containers', name) : undefined);
}

/** Without what says nothing: in a patch, a null would remove what is injected. */
function withoutPlaceholder(container: JsonObject): JsonObject {
  const settings = withoutNulls(container) as JsonObject;
  if (settings.image === injectedImage) delete settings.image;
  return settings;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutNulls(one)]));
}

function overridesText(overrides: Overrides, { spec }: PodSchemas): string {
  const written = (['containers', 'initContainers'] as const).flatMap((list) => {
    const normal = objectsAt(normalForm({ [list]: overrides[list] }, spec), list);
    // Go's encoder always writes resources.
    return normal.length === 0
      ? []
      : [[list, normal.map((one) => ({ ...one, resources: objectAt(one, 'resources') }))]];
  });
  return JSON.stringify(inGoOrder(Object.fromEntries(written)));
}
