import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { destinationRuleSchema } from './destination-rule.ts';

export const destinationRuleModule: KindModule = istioModule({
  schema: destinationRuleSchema,
  storageVersion: 'networking.istio.io/v1',
  validate: () => [],
});
