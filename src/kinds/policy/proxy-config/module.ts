import type { KindModule } from '../../kind.ts';
import { policyModule } from '../module.ts';
import { type ProxyConfig, proxyConfigSchema } from './proxy-config.ts';
import { validateProxyConfig } from './validate.ts';

export const proxyConfigModule: KindModule = policyModule<ProxyConfig>(['networking.istio.io/v1beta1'], {
  schema: proxyConfigSchema,
  validate: validateProxyConfig,
});
