// How values come together: maps are merged, everything else is replaced, lists too.
import { defineKey } from '../../kinds/define-key.ts';
import { isValues, type Values } from './values.ts';

/** Values over others, as Helm merges one file over another: null is a value. */
export function mergeValues(below: Values, above: Values): Values {
  const merged: Values = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const old = Object.hasOwn(below, key) ? below[key] : undefined;
    defineKey(merged, key, isValues(value) && isValues(old) ? mergeValues(old, value) : value);
  }
  return merged;
}

/** A user's values over a chart's defaults, as Helm coalesces them: null takes the default away. */
export function overDefaults(defaults: Values, values: Values): Values {
  const merged: Values = {};
  for (const [key, value] of Object.entries(mergeValues(defaults, values))) {
    if (value !== null) defineKey(merged, key, isValues(value) ? withoutNulls(value) : value);
  }
  return merged;
}

function withoutNulls(values: Values): Values {
  return overDefaults({}, values);
}
