// The oldest API versions of workloads take from the template what is not written
// (kubernetes/pkg/apis/extensions/v1beta1 and apps/v1beta1, defaults.go).
import type { Workload } from './workload.ts';

/** The object with selector and labels of its template, where it has none itself. */
export function withTemplateLabels<Stored extends Workload>(object: Stored): Stored {
  const { spec } = object;
  const labels = spec?.template.metadata?.labels;
  if (spec === undefined || labels === undefined) return object;
  return { ...withOwnLabels(object, labels), spec: { ...spec, selector: spec.selector ?? { matchLabels: labels } } };
}

/** The object with labels, where it has none itself. */
export function withOwnLabels<Stored extends Workload>(
  object: Stored,
  labels: Readonly<Record<string, string>>,
): Stored {
  const { metadata } = object;
  const hasLabels = metadata.labels !== undefined && Object.keys(metadata.labels).length > 0;
  return hasLabels ? object : { ...object, metadata: { ...metadata, labels } };
}
