import type { KindModule } from '../../kind.ts';
import { policyModule } from '../module.ts';
import { type EnvoyFilter, envoyFilterSchema } from './envoy-filter.ts';
import { validateEnvoyFilter } from './validate.ts';

export const envoyFilterModule: KindModule = policyModule<EnvoyFilter>(['networking.istio.io/v1alpha3'], {
  schema: envoyFilterSchema,
  validate: validateEnvoyFilter,
});
