// Short names that Istio completes with the namespace of the resource they stand in (ResolveShortnameToFQDN,
// ResolveGatewayName).
import { isIP } from 'node:net';

/** The domain of the cluster; there is one machine, so there is one domain. */
const clusterDomain = 'cluster.local';

/** Makes `reviews.default.svc.cluster.local`. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

/** Completes a host without a dot; names with dots, wildcards and addresses stay as they are. */
export function resolveHost(host: string, namespace: string): string {
  if (host === '' || host === '*' || host.includes('.') || isIP(host) !== 0) return host;
  return serviceHost(host, namespace);
}

/** Makes `<namespace>/<name>` of a gateway's name: short, `./name`, `ns/name`, or `name.ns.svc.cluster.local`. */
export function resolveGatewayName(gateway: string, namespace: string): string {
  if (gateway === 'mesh') return gateway;
  if (gateway.startsWith('./')) return `${namespace}/${gateway.slice(2)}`;
  if (gateway.includes('/')) return gateway;
  const [name, gatewayNamespace] = gateway.split('.');
  return `${gatewayNamespace ?? namespace}/${name ?? ''}`;
}
