import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { convertOldFields } from '../upgrade/old-fields.ts';
import { virtualServiceOldFields } from './old-fields.ts';
import { validateVirtualService } from './validate/validate-virtual-service.ts';
import { type VirtualService, virtualServiceSchema } from './virtual-service.ts';

export const virtualServiceModule: KindModule = istioModule({
  schema: virtualServiceSchema,
  storageVersion: 'networking.istio.io/v1',
  upgrade: (value, apiVersion) => convertOldFields(value, apiVersion, virtualServiceOldFields),
  validate: (object) => validateVirtualService(object as VirtualService),
});
