// The servers of the Gateways that apply to the proxy, oldest Gateway first, with the ports they are bound on.
import { httpRouteConfigurationName, httpsRouteConfigurationName } from '../../envoy/route-configuration-name.ts';
import type { Gateway, GatewayServer } from '../../kinds/gateway/gateway.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import type { FindingList } from '../finding-list.ts';
import { type Labels, selects, selectsAny } from '../labels.ts';
import { isHttp, parseProtocol } from '../protocol.ts';
import { sourceRef } from '../source-ref.ts';
import type { BoundServer, ServedGateway } from './gateway-server.ts';
import { ServerHosts, sanitizeHosts } from './server-hosts.ts';
import { isTerminatingHttps } from './server-protocol.ts';

/** A gateway without the right to bind ports below 1024 has this metadata (ISTIO_META_UNPRIVILEGED_POD). */
const unprivilegedMetadata = 'UNPRIVILEGED_POD';

export function bindServers(
  gateways: readonly ServedGateway[],
  proxy: GatewayProxy,
  findings: FindingList,
): readonly BoundServer[] {
  return gateways.flatMap((gateway) => {
    if (selectsAny(gateway.selector, proxy.labelSets)) {
      return gateway.servers.map((server) => bindServer(gateway, server, proxy));
    }
    reportSelector(gateway, proxy, findings);
    return [];
  });
}

/** A Gateway as it was applied. */
export function servedGateway(gateway: Gateway): ServedGateway {
  const source = sourceRef(gateway);
  const servers = (gateway.spec?.servers ?? []).map((server, index) => ({
    server,
    source,
    path: `spec.servers[${index}]`,
  }));
  return { metadata: gateway.metadata, source, selector: gateway.spec?.selector, servers };
}

/** Whether the proxy may bind a port. */
export function mayBind(port: number, proxy: GatewayProxy): boolean {
  return port >= 1024 || proxy.metadata[unprivilegedMetadata] !== 'true';
}

function bindServer(
  { metadata, selector }: ServedGateway,
  { server, source, path }: ServedGateway['servers'][number],
  proxy: GatewayProxy,
): BoundServer {
  const { name, namespace = '' } = metadata;
  const port = resolvePort(server.port.number, selector, proxy);
  const hosts = sanitizeHosts(server.hosts, namespace);
  return {
    server,
    protocol: parseProtocol(server.port.protocol),
    hosts,
    boundHosts: new ServerHosts(hosts),
    gateway: `${namespace}/${name}`,
    bind: server.bind ?? '',
    port,
    routeConfiguration: routeConfigurationName(metadata, server, port),
    source,
    path,
  };
}

/** A Gateway names ports of its workload's Service; bound is where the first Service that has the port leads. */
function resolvePort(port: number, selector: Labels | undefined, proxy: GatewayProxy): number {
  const workloads = proxy.workloads.filter((_name, index) => selects(selector, proxy.labelSets[index] ?? {}));
  const targets = proxy.serviceTargets.filter(({ workload }) => workloads.includes(workload));
  return targets.find((target) => target.port === port)?.targetPort ?? port;
}

/** HTTP is named after the port that is bound, HTTPS after the one that was written. */
function routeConfigurationName(
  { name, namespace = '' }: ServedGateway['metadata'],
  server: GatewayServer,
  port: number,
): string {
  const bind = server.bind ?? '';
  if (isHttp(parseProtocol(server.port.protocol))) return httpRouteConfigurationName(port, bind);
  if (!isTerminatingHttps(server)) return '';
  return httpsRouteConfigurationName({
    port: server.port.number,
    portName: server.port.name,
    gateway: name,
    namespace,
    bind,
  });
}

function reportSelector({ selector, source }: ServedGateway, { labelSets }: GatewayProxy, findings: FindingList): void {
  const wanted = labelText(selector ?? {});
  const found = labelSets.length === 0 ? 'there is none' : `there are ${labelSets.map(labelText).join(' and ')}`;
  findings.report('IST0101', `no gateway workload has the labels ${wanted}; ${found}`, source, 'spec.selector');
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
