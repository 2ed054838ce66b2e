// One cluster: how endpoints are found, and what the traffic policy says of connections to them.

import type { Cluster } from '../../envoy/cluster.ts';
import { type ConfigSource, sourceMetadata } from '../../envoy/config-source.ts';
import type { TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';
import { defined } from '../defined.ts';
import { envoyDuration } from '../duration.ts';
import { localityEndpoints } from '../endpoint/locality-endpoints.ts';
import { connectionSettings } from '../listener/connection-settings.ts';
import type { MeshEndpoint, MeshService, MeshServicePort, Resolution } from '../service/mesh-service.ts';
import type { Translation } from '../translation.ts';
import { circuitBreakers, tcpKeepalive } from './connection-limits.ts';
import { httpProtocolOptions } from './http-protocol-options.ts';
import { commonLbConfig, lbConfig } from './load-balancer.ts';
import { outlierDetection } from './outlier-detection.ts';
import { upstreamSocket } from './upstream-tls.ts';

export interface ClusterOptions {
  readonly name: string;
  /** The server name towards mesh peers. */
  readonly meshSni: string;
  readonly service: MeshService;
  readonly port: MeshServicePort;
  readonly policy: Omit<TrafficPolicy, 'portLevelSettings'> | undefined;
  /** The DestinationRule, where there is one, and the field of the subset. */
  readonly source: ConfigSource | undefined;
  readonly path: string | undefined;
  readonly endpoints: readonly MeshEndpoint[];
  readonly translation: Translation;
}

const discoveryTypes: Readonly<Record<Exclude<Resolution, 'alias'>, Cluster['type']>> = {
  static: 'EDS',
  dns: 'STRICT_DNS',
  'dns-round-robin': 'LOGICAL_DNS',
};

/** undefined for a DNS cluster without a name to resolve. */
export function buildCluster(options: ClusterOptions): Cluster | undefined {
  const { name, service, endpoints, translation } = options;
  const { meshConfig } = translation.snapshot;
  const policy = {
    ...options.policy,
    connectionPool: options.policy?.connectionPool ?? meshConfig.defaultTrafficPolicy?.connectionPool,
    outlierDetection: options.policy?.outlierDetection ?? meshConfig.defaultTrafficPolicy?.outlierDetection,
    loadBalancer: options.policy?.loadBalancer ?? meshConfig.defaultTrafficPolicy?.loadBalancer,
  };
  const isPassthrough = policy.loadBalancer?.simple === 'PASSTHROUGH';
  const discovered = discoveryTypes[service.resolution === 'alias' ? 'static' : service.resolution];
  const type = isPassthrough ? 'ORIGINAL_DST' : discovered;
  if (type !== 'EDS' && !isPassthrough && endpoints.length === 0) return undefined;
  const settings = connectionSettings(meshConfig.defaultConfig?.connectionSettings);
  const protocolOptions = httpProtocolOptions(options.port, policy, meshConfig);
  return {
    name,
    type,
    altStatName: `${name};`,
    ...(type === 'EDS' && { edsClusterConfig: { serviceName: name, edsConfig: configSource } }),
    ...((type === 'STRICT_DNS' || type === 'LOGICAL_DNS') && dnsSettings(options, policy.loadBalancer)),
    connectTimeout: connectTimeout(policy, meshConfig.connectTimeout),
    ...lbConfig(type, policy.loadBalancer),
    commonLbConfig: commonLbConfig(policy, service, translation),
    circuitBreakers: circuitBreakers(policy),
    ...defined({
      outlierDetection: outlierDetection(policy.outlierDetection),
      upstreamConnectionOptions: tcpKeepalive(policy.connectionPool?.tcp?.tcpKeepalive),
      perConnectionBufferLimitBytes: settings.clusterPerConnectionBufferLimitBytes,
      transportSocket: upstreamSocket(policy, options),
      typedExtensionProtocolOptions: protocolOptions && { [httpProtocolOptionsName]: protocolOptions },
    }),
    metadata: clusterMetadata(options),
  };
}

const httpProtocolOptionsName = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
const configSource = { ads: {}, resourceApiVersion: 'V3', initialFetchTimeout: '0s' };

function connectTimeout({ connectionPool }: Pick<TrafficPolicy, 'connectionPool'>, ofMesh: string | undefined): string {
  return envoyDuration(connectionPool?.tcp?.connectTimeout) ?? envoyDuration(ofMesh) ?? '10s';
}

/** The proxy resolves names itself; of the machine's addresses IPv4 is what Istio uses unless it has none. */
function dnsSettings(options: ClusterOptions, loadBalancer: TrafficPolicy['loadBalancer']): Partial<Cluster> {
  const { name, endpoints, translation, service } = options;
  return {
    dnsLookupFamily: 'V4_ONLY',
    dnsRefreshRate: envoyDuration(translation.snapshot.meshConfig.dnsRefreshRate) ?? '60s',
    dnsJitter: '0.100s',
    respectDnsTtl: true,
    typedDnsResolverConfig: {
      name: 'envoy.network.dns_resolver.cares',
      typedConfig: {
        '@type': 'type.googleapis.com/envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig',
        udpMaxQueries: 100,
      },
    },
    loadAssignment: {
      clusterName: name,
      endpoints: localityEndpoints(
        endpoints,
        service,
        { loadBalancer, outlierDetection: options.policy?.outlierDetection },
        translation,
      ),
    },
  };
}

/** As Istio: the DestinationRule where there is one, and the services behind the cluster. */
function clusterMetadata({ service, source, path }: ClusterOptions): Cluster['metadata'] {
  const { filterMetadata } = sourceMetadata(source ?? service.source, path);
  const { host, name, namespace } = service;
  const istio = { ...filterMetadata.istio, services: [{ host, name, namespace }] };
  return {
    filterMetadata: { ...filterMetadata, istio: service.isMeshExternal ? { ...istio, external: true } : istio },
  };
}
