import { checkNotNegative } from '../../istio-rules/fields.ts';
import { checkIstioMetadata } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import { checkWorkloadSelector } from '../target.ts';
import type { ProxyConfig } from './proxy-config.ts';

/** ProxyConfigs as Istio validates them (istio, ValidateProxyConfig). */
export function validateProxyConfig(config: ProxyConfig): readonly Problem[] {
  const { selector, concurrency } = config.spec ?? {};
  return [
    ...checkIstioMetadata(config),
    ...checkWorkloadSelector('spec.selector.matchLabels', selector),
    ...checkNotNegative('spec.concurrency', concurrency, 'concurrency'),
  ];
}
