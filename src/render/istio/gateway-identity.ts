// How the gateway chart names and labels its objects.
import type { Infer } from '../../kinds/schema.ts';
import type { Release } from '../chart.ts';
import type { gatewayValues } from './gateway-values.ts';

export type GatewayValues = Infer<typeof gatewayValues>;
export type Labels = Readonly<Record<string, string>>;

const chart = 'gateway';
/** The chart's own in Istio's main line; a release of Istio has its number here. */
const version = '1.0.0';

export interface GatewayIdentity {
  readonly name: string;
  readonly serviceAccountName: string;
  readonly namespace: string;
  /** By these the pods are selected. */
  readonly selector: Labels;
  /** Of all objects. */
  readonly labels: Labels;
  /** Of objects that have them. */
  readonly annotations: { readonly annotations?: Labels };
}

export function gatewayIdentity(values: GatewayValues, release: Release): GatewayIdentity {
  const name = values.name || release.name;
  const { app, istio, ...labels } = values.labels ?? {};
  const selector = { app: app || name, istio: istio || name.replace(/^istio-/, '') };
  return {
    name,
    serviceAccountName: accountName(values, name),
    namespace: release.namespace,
    selector,
    labels: { ...labels, 'app.kubernetes.io/name': name, ...chartLabels(release), ...selector },
    annotations: hasKeys(values.annotations) ? { annotations: values.annotations } : {},
  };
}

function accountName({ serviceAccount: { create, name } }: GatewayValues, gateway: string): string {
  return name || (create === false ? 'default' : gateway);
}

function chartLabels({ name }: Release): Labels {
  return {
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/part-of': 'istio',
    'app.kubernetes.io/version': version,
    'helm.sh/chart': `${chart}-${version}`,
  };
}

/** Tells whether there is anything in a map: charts leave out empty ones. */
export function hasKeys<T extends object>(map: T | undefined): map is T {
  return map !== undefined && Object.keys(map).length > 0;
}

/** Tells whether there is anything in a list. */
export function hasItems<T>(list: readonly T[] | undefined): list is readonly T[] {
  return list !== undefined && list.length > 0;
}
