// DestinationRules as Istio validates them (istio, ValidateDestinationRule).
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkExportTo } from '../../istio-rules/export-to.ts';
import { checkLabels, checkSelector, checkSubsetName } from '../../istio-rules/fields.ts';
import { wildcardDomainFault } from '../../istio-rules/names.ts';
import { checkIstioMetadata, namespaceOf } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import type { DestinationRule, Subset } from '../destination-rule.ts';
import { checkTrafficPolicy } from './traffic-policy.ts';

/** Checks a DestinationRule that fits its schema. */
export function validateDestinationRule(rule: DestinationRule): readonly Problem[] {
  const { spec } = rule;
  const namespace = namespaceOf(rule);
  const metadata = checkIstioMetadata(rule);
  if (spec === undefined) return [...metadata, refused('spec.host', 'empty domain name not allowed')];
  const hostFault = wildcardDomainFault(spec.host);
  const selector = spec.workloadSelector;
  return [
    ...metadata,
    ...(hostFault === undefined ? [] : [refused('spec.host', hostFault)]),
    ...(spec.trafficPolicy === undefined
      ? []
      : checkTrafficPolicy('spec.trafficPolicy', spec.trafficPolicy, namespace)),
    ...checkSubsets(spec.subsets ?? [], namespace),
    ...checkExportTo(spec.exportTo, { namespace, ownNamespaceOnly: selector !== undefined }),
    ...(selector === undefined
      ? []
      : checkSelector(
          'spec.workloadSelector.matchLabels',
          selector.matchLabels,
          'workload selector specified without labels',
        )),
  ];
}

function checkSubsets(subsets: readonly Subset[], namespace: string): readonly Problem[] {
  return subsets.flatMap((subset, index) => {
    const path = itemOf('spec.subsets', index);
    const duplicate = subsets.findIndex(({ name }) => name === subset.name) !== index;
    return [
      ...(duplicate ? [refused(fieldOf(path, 'name'), `duplicate subset names: ${subset.name}`)] : []),
      ...checkSubsetName(fieldOf(path, 'name'), subset.name),
      ...checkLabels(fieldOf(path, 'labels'), subset.labels),
      ...(subset.trafficPolicy === undefined
        ? []
        : checkTrafficPolicy(fieldOf(path, 'trafficPolicy'), subset.trafficPolicy, namespace)),
    ];
  });
}
