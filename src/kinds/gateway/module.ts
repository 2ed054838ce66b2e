import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { gatewaySchema } from './gateway.ts';

export const gatewayModule: KindModule = istioModule({
  schema: gatewaySchema,
  storageVersion: 'networking.istio.io/v1',
  validate: () => [],
});
