import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { convertOldFields } from '../upgrade/old-fields.ts';
import { type DestinationRule, destinationRuleSchema } from './destination-rule.ts';
import { destinationRuleOldFields } from './old-fields.ts';
import { validateDestinationRule } from './validate/validate-destination-rule.ts';

export const destinationRuleModule: KindModule = istioModule({
  schema: destinationRuleSchema,
  storageVersion: 'networking.istio.io/v1',
  upgrade: (value, apiVersion) => convertOldFields(value, apiVersion, destinationRuleOldFields),
  validate: (object) => validateDestinationRule(object as DestinationRule),
});
