import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { type ServiceEntry, serviceEntrySchema } from './service-entry.ts';
import { validateServiceEntry } from './validate/validate-service-entry.ts';

export const serviceEntryModule: KindModule = istioModule({
  schema: serviceEntrySchema,
  storageVersion: 'networking.istio.io/v1',
  validate: (object) => validateServiceEntry(object as ServiceEntry),
});
