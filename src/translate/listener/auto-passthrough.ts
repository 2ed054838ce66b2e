// AUTO_PASSTHROUGH: mesh traffic of other clusters, by a server name that says which cluster is meant. One chain for each
// port and subset of each service that the server's hosts cover (Istio's builtAutoPassthroughFilterChains).
import { sniClusterName } from '../../envoy/cluster-name.ts';
import { sourceMetadata } from '../../envoy/config-source.ts';
import type { FilterChain } from '../../envoy/listener.ts';
import type { BoundServer } from '../gateway/gateway-server.ts';
import { sniHosts } from '../gateway/server-hosts.ts';
import { isSubsetOf } from '../host.ts';
import type { MeshService } from '../service/mesh-service.ts';
import type { Translation } from '../translation.ts';
import { filterChain } from './filter-chain.ts';
import { tcpProxy } from './tcp-proxy.ts';

/** What only the sidecars of a mesh offer, so that nothing but mesh mTLS gets through. */
const meshProtocols = ['istio', 'istio-peer-exchange', 'istio-http/1.0', 'istio-http/1.1', 'istio-h2'];

export function autoPassthroughChains(server: BoundServer, translation: Translation): readonly FilterChain[] {
  const hosts = sniHosts(server.hosts);
  const isCovered = ({ host }: MeshService) => hosts.length === 0 || hosts.some((other) => isSubsetOf(host, other));
  const metadata = sourceMetadata(server.source, server.path);
  return translation.services.services
    .filter((service) => !service.isMeshExternal && service.resolution !== 'alias' && isCovered(service))
    .flatMap((service) => serviceChains(service, metadata, translation));
}

function serviceChains(
  service: MeshService,
  metadata: FilterChain['metadata'],
  translation: Translation,
): FilterChain[] {
  const { host, namespace } = service;
  const rule = translation.destinationRules.find(host, namespace);
  const subsets = ['', ...(rule?.subsets ?? []).map(({ subset }) => subset.name)];
  return service.ports
    .filter(({ protocol }) => protocol !== 'UDP')
    .flatMap(({ number }) =>
      subsets.map((subset) => {
        const name = sniClusterName({ port: number, subset, host });
        const filter = tcpProxy({ statPrefix: name, cluster: name }, rule, subset, translation);
        return filterChain([name], filter, metadata, { applicationProtocols: meshProtocols });
      }),
    );
}
