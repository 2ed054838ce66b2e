import { parseClusterName } from '../../envoy/cluster-name.ts';
import { refOf } from '../../translate/finding-list.ts';
import { type Labels, selects } from '../../translate/labels.ts';
import type { MeshEndpoint } from '../../translate/service/mesh-service.ts';
import { resolveHost } from '../../translate/short-name.ts';
import type { Analysis } from '../analysis.ts';
import type { Analyzer } from '../analyzer.ts';
import { routedClusters } from '../routed-clusters.ts';

/**
 * Labels that no endpoint carries (Istio's SubsetSelectPodAnalyzer). Of a subset that is routed to, translation has said
 * so at the route (ICTL0025), and of a host without any endpoint there is nothing to say about subsets.
 */
export const subsetsWithoutEndpoints: Analyzer = {
  name: 'destination-rule/subset-without-endpoints',
  codes: ['IST0173'],
  description: 'the labels of a subset fit an endpoint of the host',
  analyze(analysis, findings) {
    const routed = routedSubsets(analysis);
    for (const rule of analysis.snapshot.destinationRules) {
      const subsets = rule.spec?.subsets ?? [];
      const host = resolveHost(rule.spec?.host ?? '', rule.metadata.namespace ?? '');
      const endpoints = subsets.length === 0 ? [] : endpointsOf(host, rule.metadata.namespace ?? '', analysis);
      if (endpoints.length === 0) continue;
      for (const [index, { name, labels }] of subsets.entries()) {
        if (routed.has(`${name} ${host}`)) continue;
        if (endpoints.some((endpoint) => selects(labels, endpoint.labels))) continue;
        const message = `no endpoint has the labels ${labelText(labels)} of subset ${name}, so requests to it get 503; correct the labels, or give them to endpoints of a ServiceEntry or WorkloadEntry`;
        findings.report('IST0173', message, refOf(rule), `spec.subsets[${index}].labels`);
      }
    }
  },
};

/** Of names that the proxy resolves nobody knows labels here. */
function endpointsOf(host: string, namespace: string, { services }: Analysis): readonly MeshEndpoint[] {
  const service = services.find(host, namespace);
  return service?.resolution === 'static' ? services.endpoints(service) : [];
}

/** `<subset> <host>` of every cluster that is routed to. */
function routedSubsets({ config }: Analysis): ReadonlySet<string> {
  return new Set(
    [...routedClusters(config)].map((name) => {
      const parts = parseClusterName(name);
      return `${parts?.subset} ${parts?.host}`;
    }),
  );
}

function labelText(labels: Labels | undefined): string {
  return Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
