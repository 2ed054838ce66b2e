import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { type Gateway, gatewaySchema } from './gateway.ts';
import { validateGateway } from './validate-gateway.ts';

export const gatewayModule: KindModule = istioModule({
  schema: gatewaySchema,
  storageVersion: 'networking.istio.io/v1',
  validate: (object) => validateGateway(object as Gateway),
});
