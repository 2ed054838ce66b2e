import type { KindModule } from '../../kind.ts';
import { policyModule } from '../module.ts';
import { telemetryVersions } from '../versions.ts';
import { type Telemetry, telemetrySchema } from './telemetry.ts';
import { validateTelemetry } from './validate.ts';

export const telemetryModule: KindModule = policyModule<Telemetry>(telemetryVersions, {
  schema: telemetrySchema,
  validate: validateTelemetry,
});
