import type { Release } from '../chart.ts';
import type { IngressGatewayValues, IngressValues } from './ingress-values.ts';

export type Labels = Readonly<Record<string, string>>;

const chart = 'istio-ingress';
/** The chart's own in Istio's main line; a release of Istio has its number here. */
const version = '1.0.0';

export interface IngressIdentity {
  readonly gateway: IngressGatewayValues;
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccountName: string;
  /** The user's labels, by which the pods are selected. */
  readonly selector: Labels;
  /** Of all objects. */
  readonly labels: Labels;
  /** Those of the labels that do not name the release. */
  readonly ownerLabels: Labels;
  readonly chartLabels: Labels;
  readonly release: Release;
}

export function ingressIdentity(values: IngressValues, release: Release): IngressIdentity {
  const gateway = values.gateways['istio-ingressgateway'];
  const ownerLabels = {
    'install.operator.istio.io/owning-resource': values.ownerName || 'unknown',
    'operator.istio.io/component': 'IngressGateways',
  };
  const chartLabels = {
    'app.kubernetes.io/name': 'istio-ingressgateway',
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/instance': release.name,
    'app.kubernetes.io/part-of': 'istio',
    'app.kubernetes.io/version': version,
    'helm.sh/chart': `${chart}-${version}`,
  };
  return {
    gateway,
    name: gateway.name,
    namespace: release.namespace,
    serviceAccountName: `${gateway.name}-service-account`,
    selector: gateway.labels ?? {},
    labels: { release: release.name, 'istio.io/rev': values.revision || 'default', ...ownerLabels, ...chartLabels },
    ownerLabels,
    chartLabels,
    release,
  };
}

/** Whether the injector makes the proxy. */
export function isInjected({ gateway }: IngressIdentity): boolean {
  return Boolean(gateway.injectionTemplate);
}
