// The traffic policy in force for a port and subset (Istio's GetPortLevelTrafficPolicy and MergeSubsetTrafficPolicy).
import type { PortTrafficPolicy, Subset, TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';

type PolicyOfPort = Omit<TrafficPolicy, 'portLevelSettings'>;

/**
 * The policy for a port. Settings of the port stand instead of the whole policy: what they do not say has its default
 * and is not inherited.
 */
export function policyForPort(policy: TrafficPolicy | undefined, port: number): PolicyOfPort | undefined {
  return settingsOfPort(policy, port) ?? policy;
}

/** The policy for a subset: it overrides that of the whole service block by block, its port settings all of them. */
export function policyForSubset(
  ofService: PolicyOfPort | undefined,
  subset: Subset['trafficPolicy'],
  port: number,
): PolicyOfPort | undefined {
  if (subset === undefined) return ofService;
  const ofPort = settingsOfPort(subset, port);
  if (ofService === undefined) return ofPort ?? subset;
  const own = ofPort ?? subset;
  const isWholesale = ofPort !== undefined;
  return {
    ...ofService,
    ...pick('connectionPool', own, isWholesale),
    ...pick('outlierDetection', own, isWholesale),
    ...pick('loadBalancer', own, isWholesale),
    ...pick('tls', own, isWholesale),
    ...pick('tunnel', own, false),
    ...pick('proxyProtocol', own, false),
    ...pick('retryBudget', own, false),
  };
}

/** The settings that a policy has for a port, port and all. */
function settingsOfPort(policy: TrafficPolicy | undefined, number: number): PolicyOfPort | undefined {
  const settings = policy?.portLevelSettings?.find(({ port }: PortTrafficPolicy) => port?.number === number);
  if (settings === undefined) return undefined;
  const { port: _port, ...blocks } = settings;
  return blocks;
}

function pick<Key extends keyof PolicyOfPort>(key: Key, from: PolicyOfPort, evenIfAbsent: boolean): PolicyOfPort {
  return from[key] !== undefined || evenIfAbsent ? { [key]: from[key] } : {};
}
