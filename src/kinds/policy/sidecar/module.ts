import { networkingVersions } from '../../istio-versions.ts';
import type { KindModule } from '../../kind.ts';
import { policyModule } from '../module.ts';
import { type Sidecar, sidecarSchema } from './sidecar.ts';
import { validateSidecar } from './validate.ts';

export const sidecarModule: KindModule = policyModule<Sidecar>(networkingVersions, {
  schema: sidecarSchema,
  validate: validateSidecar,
});
