import { statusAnnotation, withoutInjected } from '../injection-status.ts';
import { isObject, type JsonObject, objectsAt, textAt } from '../pod/json.ts';
import { annotationsOf, copyPod, findContainer, type Pod } from '../pod/pod.ts';
import { readOverrides } from './overrides.ts';
import { clearPrometheus, prometheusPort } from './prometheus-merge.ts';

/**
 * The pod as a template sees it: without what was injected before, with the containers that a user had made settings
 * for. Else injecting again would not give the same.
 */
export function podForTemplates(pod: Pod, { statusPort }: JsonObject): Pod {
  const stripped =
    annotationsOf(pod)[statusAnnotation] === undefined ? copyPod(pod) : strippedPod(pod, String(statusPort));
  const overrides = readOverrides(pod);
  for (const list of ['containers', 'initContainers'] as const) {
    const lost = overrides[list].filter(
      (container) => findContainer(stripped, list, textAt(container, 'name')) === undefined,
    );
    if (lost.length > 0) stripped.spec[list] = [...objectsAt(stripped.spec, list), ...lost];
  }
  return stripped;
}

function strippedPod(pod: Pod, statusPort: string): Pod {
  const stripped = withoutInjected(pod);
  if (prometheusPort(stripped) === statusPort && isObject(stripped.metadata.annotations)) clearPrometheus(stripped);
  return stripped;
}
