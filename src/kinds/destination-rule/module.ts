import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { type DestinationRule, destinationRuleSchema } from './destination-rule.ts';
import { validateDestinationRule } from './validate/validate-destination-rule.ts';

export const destinationRuleModule: KindModule = istioModule({
  schema: destinationRuleSchema,
  storageVersion: 'networking.istio.io/v1',
  validate: (object) => validateDestinationRule(object as DestinationRule),
});
