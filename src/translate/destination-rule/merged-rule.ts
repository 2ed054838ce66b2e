// DestinationRules of one namespace and host, merged as Istio does (model/destination_rule.go): subsets united by name,
// the traffic policy of the first rule that has one.
import type { ConfigSource } from '../../envoy/config-source.ts';
import type { DestinationRule, Subset, TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';
import type { Labels } from '../labels.ts';
import { sourceRef } from '../source-ref.ts';
import type { Visibility } from '../visibility.ts';

/** A subset, with the rule and field it is written in. */
export interface MergedSubset {
  readonly subset: Subset;
  readonly source: ConfigSource;
  readonly path: string;
}

export interface MergedRule {
  readonly namespace: string;
  readonly visibility: Visibility;
  /** The labels of the gateways it is for; undefined for all. */
  readonly workloadSelector: Labels | undefined;
  readonly trafficPolicy: TrafficPolicy | undefined;
  /** The rule that the traffic policy is of. */
  readonly policySource: ConfigSource;
  readonly subsets: readonly MergedSubset[];
  /** The first rule, for metadata. */
  readonly source: ConfigSource;
}

/** One rule before any merge. */
export function toMergedRule(rule: DestinationRule, visibility: Visibility): MergedRule {
  const source = sourceRef(rule);
  return {
    namespace: source.namespace,
    visibility,
    workloadSelector: rule.spec?.workloadSelector?.matchLabels,
    trafficPolicy: rule.spec?.trafficPolicy,
    policySource: source,
    subsets: (rule.spec?.subsets ?? []).map((subset, index) => ({ subset, source, path: `spec.subsets[${index}]` })),
    source,
  };
}

/**
 * Adds a rule to those of its host. It is merged into every rule of the same selector that is exported no further, and
 * stands on its own as well unless one of them is exported just as far.
 */
export function addMergedRule(rules: readonly MergedRule[], added: MergedRule): readonly MergedRule[] {
  let standsAlone = true;
  const merged = rules.map((rule) => {
    if (!isMergeable(rule, added)) return rule;
    if (isEqual(rule.visibility, added.visibility)) standsAlone = false;
    return merge(rule, added);
  });
  return standsAlone ? [...merged, added] : merged;
}

function isMergeable(rule: MergedRule, added: MergedRule): boolean {
  return hasSameSelector(rule, added) && [...rule.visibility].every((namespace) => added.visibility.has(namespace));
}

function merge(rule: MergedRule, added: MergedRule): MergedRule {
  const names = new Set(rule.subsets.map(({ subset }) => subset.name));
  return {
    ...rule,
    trafficPolicy: rule.trafficPolicy ?? added.trafficPolicy,
    policySource: (rule.trafficPolicy === undefined ? added : rule).policySource,
    subsets: [...rule.subsets, ...added.subsets.filter(({ subset }) => !names.has(subset.name))],
  };
}

function hasSameSelector(left: MergedRule, right: MergedRule): boolean {
  return selectorText(left) === selectorText(right);
}

function selectorText({ workloadSelector }: MergedRule): string {
  return JSON.stringify(Object.entries(workloadSelector ?? {}).sort());
}

function isEqual(left: Visibility, right: Visibility): boolean {
  return left.size === right.size && [...left].every((namespace) => right.has(namespace));
}
