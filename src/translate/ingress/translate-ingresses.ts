// Ingresses as Gateways and VirtualServices, as Istio reads them (pilot/pkg/config/kube/ingress). One difference: the
// VirtualService of a host is bound to the Gateways of all Ingresses that have the host, not only of the first, or a
// second Ingress that brings the TLS block would answer 404 (docs/differences.md).
import type { Ingress } from '../../kinds/kubernetes/ingress.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { FindingList } from '../finding-list.ts';
import type { ServedGateway } from '../gateway/gateway-server.ts';
import type { ServiceRegistry } from '../service/service-registry.ts';
import { sourceRef } from '../source-ref.ts';
import type { BoundVirtualService } from '../virtual-service/bound-virtual-service.ts';
import { isOurs } from './ingress-class.ts';
import { generatedName, ingressGateway, ingressGatewayName, ingressSelector } from './ingress-gateway.ts';
import { comparePathLength, ingressRules } from './ingress-rules.ts';

export interface TranslatedIngresses {
  readonly gateways: readonly ServedGateway[];
  readonly virtualServices: readonly BoundVirtualService[];
}

interface HostRule {
  readonly ingress: Ingress;
  readonly ruleIndex: number;
}

export function translateIngresses(
  snapshot: Snapshot,
  services: ServiceRegistry,
  findings: FindingList,
): TranslatedIngresses {
  const ingresses = snapshot.ingresses.filter((ingress) => isOurs(ingress, snapshot));
  const selector = ingressSelector(snapshot);
  return {
    gateways: ingresses.map((ingress) => ingressGateway(ingress, selector)),
    virtualServices: [...rulesByHost(ingresses)].map(([host, rules]) =>
      hostVirtualService(host, rules, (rule) => ingressRules(rule.ingress, rule.ruleIndex, services, findings)),
    ),
  };
}

/** Host -> its rules in all Ingresses, oldest first; a rule without host is for all. */
function rulesByHost(ingresses: readonly Ingress[]): ReadonlyMap<string, HostRule[]> {
  const rules = ingresses.flatMap((ingress) =>
    (ingress.spec?.rules ?? []).flatMap(({ host, http }, ruleIndex) =>
      http === undefined ? [] : [{ ingress, ruleIndex, host: host || '*' }],
    ),
  );
  return groupBy(rules, ({ host }) => host);
}

function hostVirtualService(
  host: string,
  rules: readonly HostRule[],
  expand: (rule: HostRule) => ReturnType<typeof ingressRules>,
): BoundVirtualService {
  const first = rules[0]?.ingress;
  if (first === undefined) throw new Error(`no rule for host ${host}`);
  const gateways = new Set(rules.map(({ ingress }) => ingressGatewayName(ingress)));
  return {
    metadata: {
      name: `${host.replaceAll('.', '-')}-${first.metadata.name}-${generatedName}`,
      namespace: first.metadata.namespace ?? '',
    },
    hosts: [host],
    gateways: [...gateways],
    http: rules.flatMap(expand).sort(comparePathLength),
    tls: [],
    tcp: [],
    semantics: 'ingress',
    visibility: new Set(['*']),
    source: sourceRef(first),
  };
}
