// From the view of one revision to the configuration of one proxy, in Envoy's words and with Istio's names. Pure: no
// clock, no disk, no socket; mistakes in resources become findings, and what is wrong is left out. The path of a
// resource through the steps below is docs/life-of-a-resource.md; what differs from Istio is docs/differences.md.
import type { Config } from '../envoy/config.ts';
import { validateConfig } from '../envoy/validate.ts';
import type { Finding } from '../lib/finding.ts';
import { compareByAge } from '../snapshot/object-order.ts';
import type { GatewayProxy } from '../snapshot/proxy.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { buildClusters } from './cluster/clusters.ts';
import { buildDestinationRuleIndex } from './destination-rule/destination-rule-index.ts';
import { buildLoadAssignments } from './endpoint/load-assignments.ts';
import { FindingList } from './finding-list.ts';
import { bindServers, servedGateway } from './gateway/bind-servers.ts';
import { mergeServers } from './gateway/merge-servers.ts';
import { translateIngresses } from './ingress/translate-ingresses.ts';
import { buildListeners } from './listener/listeners.ts';
import { locateFindings } from './locate-findings.ts';
import { buildRouteConfigurations } from './route/route-configurations.ts';
import { buildServiceRegistry } from './service/service-registry.ts';
import type { Translation } from './translation.ts';
import { bindVirtualServices } from './virtual-service/bind-virtual-services.ts';
import { checkGatewayNames } from './virtual-service/check-gateway-names.ts';
import { indexVirtualServices } from './virtual-service/virtual-service-index.ts';

export interface Translated {
  readonly config: Config;
  readonly findings: readonly Finding[];
}

/** Makes the whole configuration. Lists are sorted by name; equal input gives equal output. */
export function translate(snapshot: Snapshot, proxy: GatewayProxy): Translated {
  const translation = prepare(snapshot, proxy);
  const listeners = buildListeners(translation);
  const routes = buildRouteConfigurations(translation);
  const clusters = buildClusters(translation);
  const endpoints = buildLoadAssignments(clusters, translation);
  const validated = validateConfig({ listeners, routes, clusters, endpoints });
  const findings = [...snapshot.findings, ...translation.findings.all(), ...validated.findings];
  return { config: validated.config, findings: locateFindings(findings, snapshot.origins) };
}

/** Works out what all parts of the configuration are made from. */
function prepare(snapshot: Snapshot, proxy: GatewayProxy): Translation {
  const findings = new FindingList();
  const services = buildServiceRegistry(snapshot, proxy);
  const ingresses = translateIngresses(snapshot, services, findings);
  const gateways = [...ingresses.gateways, ...snapshot.gateways.map(servedGateway)].sort(compareByAge);
  const virtualServices = [...ingresses.virtualServices, ...bindVirtualServices(snapshot, findings)].sort(compareByAge);
  checkGatewayNames(virtualServices, gateways, findings);
  const servers = mergeServers(bindServers(gateways, proxy, findings), findings);
  return {
    snapshot,
    proxy,
    services,
    destinationRules: buildDestinationRuleIndex(snapshot, proxy),
    virtualServices: indexVirtualServices(virtualServices, proxy),
    servers,
    hasAutoPassthrough: servers.groups.some(({ servers: list }) =>
      list.some(({ server }) => server.tls?.mode === 'AUTO_PASSTHROUGH'),
    ),
    findings,
  };
}
