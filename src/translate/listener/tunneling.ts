import type { TcpProxy } from '../../envoy/listener.ts';
import type { MergedRule } from '../destination-rule/merged-rule.ts';

/** TCP inside HTTP, where a DestinationRule asks for it; that of a subset counts before that of the host. */
export function tunnelingConfig(rule: MergedRule | undefined, subset: string): TcpProxy['tunnelingConfig'] {
  const ofSubset = rule?.subsets.find((one) => one.subset.name === subset)?.subset.trafficPolicy?.tunnel;
  const tunnel = ofSubset ?? rule?.trafficPolicy?.tunnel;
  if (tunnel === undefined) return undefined;
  const host = tunnel.targetHost.includes(':') ? `[${tunnel.targetHost}]` : tunnel.targetHost;
  return { hostname: `${host}:${tunnel.targetPort}`, ...(tunnel.protocol === 'POST' && { usePost: true }) };
}
