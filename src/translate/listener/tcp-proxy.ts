// TCP proxies: where the connections of a TCP or TLS rule go (Istio's networkfilter.go).
import type { NetworkFilter, TcpProxy } from '../../envoy/listener.ts';
import type { RouteDestination } from '../../kinds/virtual-service/virtual-service.ts';
import { defined, nonEmpty } from '../defined.ts';
import type { MergedRule } from '../destination-rule/merged-rule.ts';
import { envoyDuration } from '../duration.ts';
import { checkDestination, destinationPath } from '../route/check-destination.ts';
import { destinationCluster, destinationService } from '../route/destination-cluster.ts';
import type { Translation } from '../translation.ts';
import type { BoundVirtualService } from '../virtual-service/bound-virtual-service.ts';
import { accessLogs } from './access-log.ts';
import { tunnelingConfig } from './tunneling.ts';

type Clusters = Pick<TcpProxy, 'cluster' | 'weightedClusters'>;

/**
 * The filter for the destinations of a rule; undefined where none has a share.
 *
 * @param path the field of the rule, such as `spec.tcp[0]`
 */
export function tcpProxyFilter(
  destinations: readonly RouteDestination[],
  service: BoundVirtualService,
  path: string,
  serverPort: number,
  translation: Translation,
): NetworkFilter | undefined {
  const clusters = clustersOf(destinations, service, path, serverPort, translation);
  if (clusters === undefined) return undefined;
  const [first] = destinations;
  const rule = first === undefined ? undefined : ruleOf(first, service, translation);
  // Connections are balanced before a subset could count among several destinations.
  const subset = destinations.length === 1 ? (first?.destination.subset ?? '') : '';
  const { name, namespace = '' } = service.metadata;
  const statPrefix = clusters.cluster ?? `${name}.${namespace}`;
  return tcpProxy({ statPrefix, ...clusters }, rule, subset, translation);
}

/** A TCP proxy with the limits that the destination's DestinationRule sets. */
export function tcpProxy(
  target: Clusters & { readonly statPrefix: string },
  rule: MergedRule | undefined,
  subset: string,
  { proxy, snapshot }: Translation,
): NetworkFilter {
  const tcp = rule?.trafficPolicy?.connectionPool?.tcp;
  const typedConfig: TcpProxy = {
    '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
    ...target,
    ...defined({
      idleTimeout: envoyDuration(tcp?.idleTimeout) ?? envoyDuration(proxy.metadata.IDLE_TIMEOUT),
      maxDownstreamConnectionDuration: envoyDuration(tcp?.maxConnectionDuration),
      hashPolicy: hashesSourceIp(rule, subset) ? [{ sourceIp: {} }] : undefined,
      tunnelingConfig: tunnelingConfig(rule, subset),
      accessLog: nonEmpty(accessLogs(snapshot.meshConfig)),
    }),
  };
  return { name: 'envoy.filters.network.tcp_proxy', typedConfig };
}

function clustersOf(
  destinations: readonly RouteDestination[],
  service: BoundVirtualService,
  path: string,
  serverPort: number,
  translation: Translation,
): Clusters | undefined {
  const namespace = service.metadata.namespace ?? '';
  const resolved = destinations.map(({ destination, weight = 0 }, index) => {
    const found = destinationService(destination, namespace, translation.services);
    const rule = { source: service.source, namespace };
    checkDestination(destination, found, rule, destinationPath({ ...rule, path }, index), translation);
    return { name: destinationCluster(destination, namespace, found, serverPort), weight };
  });
  const [only] = resolved;
  if (resolved.length === 1) return only && { cluster: only.name };
  const weighted = resolved.filter(({ weight }) => weight > 0);
  return weighted.length === 0 ? undefined : { weightedClusters: { clusters: weighted } };
}

function ruleOf({ destination }: RouteDestination, service: BoundVirtualService, translation: Translation) {
  const found = destinationService(destination, service.metadata.namespace ?? '', translation.services);
  return found && translation.destinationRules.find(found.host, found.namespace);
}

/** A subset with a load balancer of its own decides for itself. */
function hashesSourceIp(rule: MergedRule | undefined, subset: string): boolean {
  const ofSubset = rule?.subsets.find((one) => one.subset.name === subset)?.subset.trafficPolicy?.loadBalancer;
  const loadBalancer = ofSubset ?? rule?.trafficPolicy?.loadBalancer;
  return loadBalancer?.consistentHash?.useSourceIp === true;
}
