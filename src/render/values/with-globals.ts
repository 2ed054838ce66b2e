import type { ObjectSchema } from '../../kinds/schema.ts';
import { mergeValues } from './merge-values.ts';
import { isValues, type Values } from './values.ts';

/** Values with what stands in `global`, as far as the chart has it itself, as defaults for them (Istio's charts do so). */
export function withGlobals(values: Values, { fields }: ObjectSchema): Values {
  if (!isValues(values.global)) return values;
  const shared = Object.entries(values.global).filter(([name]) => name !== 'global' && Object.hasOwn(fields, name));
  return mergeValues(Object.fromEntries(shared), values);
}
