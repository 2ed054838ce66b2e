// Envoy ejects nobody where one endpoint more would be above maxEjectionPercent; with the default of 10 that is every
// cluster of fewer than ten (DetectorImpl::ejectHost in source/common/upstream/outlier_detection_impl.cc; Istio never
// sets alwaysEjectOneHost).
import type { Cluster } from '../../envoy/cluster.ts';
import type { PolicySource } from '../destination-rule/policy-source.ts';
import type { FindingList } from '../finding-list.ts';

const defaultPercent = 10;

/**
 * Reports a rule that can eject nobody. A single endpoint is no surprise: where should its requests go. How many
 * addresses a name has is not known here.
 * @param count of the cluster's endpoints
 */
export function checkEjections(
  { outlierDetection, type }: Pick<Cluster, 'outlierDetection' | 'type'>,
  count: number,
  place: PolicySource | undefined,
  findings: FindingList,
): void {
  if (outlierDetection === undefined || place === undefined || type !== 'EDS' || count < 2) return;
  const percent = outlierDetection.maxEjectionPercent ?? defaultPercent;
  if (100 / count <= percent) return;
  const least = Math.ceil(100 / count);
  const message = `none of ${count} endpoints is ever ejected, for one is more than ${percent}% of them: set maxEjectionPercent to ${least} or more`;
  findings.report('ICTL0028', message, place.source, place.path);
}
