import { GoEnum, GoMap, type GoValue, isStruct } from './value.ts';

/** reflect.DeepEqual: values of different types differ, lists and maps are compared by what is in them. */
export function equalDeep(left: GoValue, right: GoValue): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((one, at) => equalDeep(one, right[at] ?? null));
  }
  if (left instanceof GoMap && right instanceof GoMap) {
    return (
      left.entries.size === right.entries.size &&
      [...left.entries].every(([key, one]) => right.entries.has(key) && equalDeep(one, right.entries.get(key) ?? null))
    );
  }
  if (left instanceof GoEnum && right instanceof GoEnum) return left.number === right.number;
  return isStruct(left) && isStruct(right) && JSON.stringify(left.toPlain()) === JSON.stringify(right.toPlain());
}
