import type { GatewayProxy } from '../../snapshot/proxy.ts';
import { selects } from '../../translate/labels.ts';
import type { Analyzer } from '../analyzer.ts';

/** A server on a port that clients of the Service cannot name (Istio's IngressGatewayPortAnalyzer). */
export const portsNotOnService: Analyzer = {
  name: 'gateway/port-not-on-service',
  codes: ['IST0162'],
  description: 'the port of a server is a port of a Service of the gateway workload',
  analyze({ snapshot, proxy }, findings) {
    for (const { kind, metadata, spec } of snapshot.gateways) {
      const ports = servicePorts(spec?.selector, proxy);
      if (ports === undefined) continue;
      for (const [index, { port }] of (spec?.servers ?? []).entries()) {
        if (ports.has(port.number)) continue;
        const message = `no Service of the gateway has port ${port.number}, only ${listed(ports)}, so clients of a cluster cannot reach it; add the port to the Service, or use one of these`;
        const resource = { kind, namespace: metadata.namespace ?? '', name: metadata.name };
        findings.report('IST0162', message, resource, `spec.servers[${index}].port.number`);
      }
    }
  },
};

/** The ports of the Services that lead to the workloads of a selector; undefined where it fits none of the proxy's. */
function servicePorts(
  selector: Readonly<Record<string, string>> | undefined,
  { workloads, labelSets, serviceTargets }: GatewayProxy,
): ReadonlySet<number> | undefined {
  const selected = new Set(workloads.filter((_name, index) => selects(selector, labelSets[index] ?? {})));
  if (selected.size === 0) return undefined;
  return new Set(serviceTargets.filter(({ workload }) => selected.has(workload)).map(({ port }) => port));
}

function listed(ports: ReadonlySet<number>): string {
  return ports.size === 0 ? 'none' : [...ports].sort((left, right) => left - right).join(', ');
}
