import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { serviceEntrySchema } from './service-entry.ts';

export const serviceEntryModule: KindModule = istioModule({
  schema: serviceEntrySchema,
  storageVersion: 'networking.istio.io/v1',
  validate: () => [],
});
