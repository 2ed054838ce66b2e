// Where a block of the traffic policy in force is written: the way back of traffic-policy.ts.
import type { ConfigSource } from '../../envoy/config-source.ts';
import type { TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';
import type { MergedRule } from './merged-rule.ts';

export type PolicyBlock = Exclude<keyof TrafficPolicy, 'portLevelSettings'>;

export interface PolicySource {
  readonly source: ConfigSource;
  /** Such as `spec.subsets[0].trafficPolicy.portLevelSettings[1].loadBalancer`. */
  readonly path: string;
}

/** What a port's settings say stands for all of them, whether they say something of it or not. */
const wholesale: ReadonlySet<PolicyBlock> = new Set(['connectionPool', 'outlierDetection', 'loadBalancer', 'tls']);

/** Finds the field that says something of a block for a port and subset; undefined where no rule does. */
export function policySource(
  rule: MergedRule | undefined,
  { subset, port }: { readonly subset: string; readonly port: number },
  block: PolicyBlock,
): PolicySource | undefined {
  if (rule === undefined) return undefined;
  const ofSubset = rule.subsets.find((one) => one.subset.name === subset);
  const policy = ofSubset?.subset.trafficPolicy;
  if (ofSubset !== undefined && policy !== undefined) {
    const settings = settingsOfPort(policy, port);
    const path = `${ofSubset.path}.trafficPolicy${settings === undefined ? '' : `.portLevelSettings[${settings.index}]`}`;
    if ((settings?.blocks ?? policy)[block] !== undefined) return { source: ofSubset.source, path: `${path}.${block}` };
    if (settings !== undefined && (wholesale.has(block) || rule.trafficPolicy === undefined)) return undefined;
  }
  return serviceSource(rule, port, block);
}

function serviceSource(rule: MergedRule, port: number, block: PolicyBlock): PolicySource | undefined {
  const { trafficPolicy: policy, policySource: source } = rule;
  const settings = settingsOfPort(policy, port);
  if ((settings?.blocks ?? policy)?.[block] === undefined) return undefined;
  const path = settings === undefined ? '' : `.portLevelSettings[${settings.index}]`;
  return { source, path: `spec.trafficPolicy${path}.${block}` };
}

function settingsOfPort(policy: TrafficPolicy | undefined, port: number) {
  const all = policy?.portLevelSettings ?? [];
  const index = all.findIndex((one) => one.port?.number === port);
  return index < 0 ? undefined : { index, blocks: all[index] as Omit<TrafficPolicy, 'portLevelSettings'> };
}
