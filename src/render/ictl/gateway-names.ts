import type { Release } from '../chart.ts';
import type { GatewayValues } from './gateway-values.ts';

/** What all objects have in common. */
export interface GatewayNames {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  /** The ConfigMap that is served; undefined where there is none. */
  readonly configMap: string | undefined;
}

export function gatewayNames(values: GatewayValues, release: Release): GatewayNames {
  const name = values.name || release.name;
  const selector = { app: name, istio: name.replace(/^istio-/, '') };
  const hasConfig = Object.keys(values.config ?? {}).length > 0;
  return {
    name,
    namespace: release.namespace,
    labels: {
      ...values.labels,
      'app.kubernetes.io/name': 'ictl',
      'app.kubernetes.io/instance': release.name,
      ...selector,
    },
    selector,
    configMap: values.configMap || (hasConfig ? `${name}-config` : undefined),
  };
}
