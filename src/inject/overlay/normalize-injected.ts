import { type JsonObject, objectsAt } from '../pod/json.ts';
import { normalForm } from '../pod/normal-form.ts';
import { namesOf, type Pod } from '../pod/pod.ts';
import type { PodSchemas } from '../pod/pod-schema.ts';

/** Returns the pod with what was injected in normal form; what the user alone wrote stays as written. */
export function normalizeInjected(pod: Pod, injected: Pod, { spec: schema }: PodSchemas): Pod {
  const spec: JsonObject = { ...pod.spec };
  for (const list of ['initContainers', 'containers', 'volumes', 'imagePullSecrets']) {
    if (!Array.isArray(spec[list])) continue;
    const names = namesOf(injected.spec, list);
    spec[list] = objectsAt(spec, list).map((item) =>
      names.includes(String(item.name)) ? (objectsAt(normalForm({ [list]: [item] }, schema), list)[0] ?? item) : item,
    );
    if (names.length === 0 && Array.isArray(injected.spec[list]) && objectsAt(spec, list).length === 0)
      delete spec[list];
  }
  return { metadata: pod.metadata, spec };
}
