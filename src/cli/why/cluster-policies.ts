// What a cluster says of the requests that go there.
import type { CircuitBreakerThresholds, Cluster, OutlierDetection } from '../../envoy/cluster.ts';
import type { UpstreamTlsContext } from '../../envoy/tls.ts';
import type { Policy, PolicyName } from './decision.ts';
import type { PolicyFinder } from './policy-finder.ts';

/** Istio's "no limit". */
const unlimited = 4_294_967_295;

/** Lists them; what has no limit and what is off is left out. */
export function clusterPolicies(cluster: Cluster, finder: PolicyFinder): Policy[] {
  const policy = (name: PolicyName, text: string | undefined, block: Parameters<PolicyFinder['ofCluster']>[1]) =>
    text === undefined || text === '' ? [] : [{ name, text, ...finder.ofCluster(cluster, block) }];
  return [
    ...policy('balancing', balancingText(cluster), 'loadBalancer'),
    ...policy('ejection', cluster.outlierDetection && ejectionText(cluster.outlierDetection), 'outlierDetection'),
    ...policy('limits', limitsText(cluster), 'connectionPool'),
    ...policy('limits', retryBudgetText(thresholdsOf(cluster)), 'retryBudget'),
    ...policy('tls', tlsText(cluster), 'tls'),
  ];
}

function balancingText({ lbPolicy = 'ROUND_ROBIN', commonLbConfig }: Cluster): string {
  const weighs = commonLbConfig?.localityWeightedLbConfig === undefined ? '' : ' in a locality drawn by weight';
  return `${lbPolicy}${weighs}`;
}

function ejectionText(detection: OutlierDetection): string {
  const { baseEjectionTime = '30s', interval = '10s', maxEjectionPercent = 10 } = detection;
  const rules = [
    rule('5xx', detection.consecutive5xx, detection.enforcingConsecutive5xx ?? 100),
    rule('gateway errors', detection.consecutiveGatewayFailure, detection.enforcingConsecutiveGatewayFailure ?? 0),
    rule('failures of its own', detection.consecutiveLocalOriginFailure, ownShare(detection)),
  ].filter((text) => text !== undefined);
  const causes = rules.length === 0 ? 'never' : `after ${rules.join(' or ')}`;
  return `${causes}, for ${baseEjectionTime}, at most ${maxEjectionPercent}% of endpoints, looked at every ${interval}; who is out now only a running server knows (/clusters)`;
}

/** Only where failures without an answer are told apart from answers. */
function ownShare(detection: OutlierDetection): number {
  if (detection.splitExternalLocalOriginErrors !== true) return 0;
  return detection.enforcingConsecutiveLocalOriginFailure ?? 100;
}

function rule(what: string, count = 5, enforced: number): string | undefined {
  return enforced === 0 ? undefined : `${count} ${what} in a row`;
}

function thresholdsOf({ circuitBreakers }: Cluster): CircuitBreakerThresholds {
  return circuitBreakers?.thresholds[0] ?? {};
}

function limitsText(cluster: Cluster): string {
  const { maxConnections, maxPendingRequests, maxRequests, maxRetries } = thresholdsOf(cluster);
  const limit = (name: string, value = unlimited) => (value === unlimited ? [] : [`${value} ${name}`]);
  return [
    ...limit('connections', maxConnections),
    ...limit('requests waiting', maxPendingRequests),
    ...limit('requests', maxRequests),
    ...limit('retries', maxRetries),
    ...(cluster.connectTimeout === undefined ? [] : [`connect within ${cluster.connectTimeout}`]),
  ].join(', ');
}

function retryBudgetText({ retryBudget }: CircuitBreakerThresholds): string | undefined {
  if (retryBudget === undefined) return undefined;
  const { budgetPercent, minRetryConcurrency = 3 } = retryBudget;
  return `retries at most ${budgetPercent?.value ?? 20}% of requests, ${minRetryConcurrency} always`;
}

function tlsText({ transportSocket }: Cluster): string | undefined {
  if (transportSocket === undefined) return undefined;
  if (!transportSocket.name.endsWith('tls')) return transportSocket.name;
  const { sni = '', commonTlsContext } = transportSocket.typedConfig as UpstreamTlsContext;
  const own = commonTlsContext?.tlsCertificateSdsSecretConfigs === undefined ? '' : ', with a client certificate';
  return `${sni === '' ? "the request's host as server name" : `server name ${sni}`}${own}`;
}
