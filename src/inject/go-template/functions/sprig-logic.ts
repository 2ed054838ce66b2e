import { equalDeep } from '../equal-deep.ts';
import { FunctionError } from '../template-error.ts';
import { type FunctionTable, takes, takesFrom, textOf } from '../template-function.ts';
import { GoMap, type GoValue, isStruct, isTrue, typeName } from '../value.ts';

/** reflect.Kind, as kindOf says it. */
function kindName(value: GoValue): string {
  if (value === null) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (value instanceof GoMap) return 'map';
  return isStruct(value) ? 'struct' : typeName(value);
}

function fail(message: string): never {
  throw new FunctionError(message);
}

export const sprigLogic: FunctionTable = {
  default: takesFrom(1, ([fallback = null, given = null]) => (isTrue(given) ? given : fallback), 2),
  empty: takes(1, ([value = null]) => !isTrue(value)),
  coalesce: takesFrom(0, (values) => values.find(isTrue) ?? null),
  all: takesFrom(0, (values) => values.every(isTrue)),
  any: takesFrom(0, (values) => values.some(isTrue)),
  ternary: takes(3, ([yes = null, no = null, condition = null]) => (isTrue(condition) ? yes : no)),
  kindOf: takes(1, ([value = null]) => kindName(value)),
  kindIs: takes(2, ([kind, value = null]) => kindName(value) === textOf(kind)),
  typeOf: takes(1, ([value = null]) => (value === null ? '<nil>' : typeName(value))),
  typeIs: takes(2, ([name, value = null]) => typeName(value) === textOf(name)),
  deepEqual: takes(2, ([left = null, right = null]) => equalDeep(left, right)),
  fail: takes(1, ([message]) => fail(textOf(message))),
};
