import { equalDeep } from '../equal-deep.ts';
import { type FunctionTable, listOf, takes, takesFrom } from '../template-function.ts';
import { byBytes, type GoValue, isTrue } from '../value.ts';
import { integerOf } from './sprig-integer.ts';
import { textsOf } from './sprig-strings.ts';

function unique(list: readonly GoValue[]): GoValue {
  return list.filter((one, at) => list.findIndex((other) => equalDeep(one, other)) === at);
}

function without([list, ...left]: readonly GoValue[]): GoValue {
  return listOf(list).filter((one) => !left.some((other) => equalDeep(one, other)));
}

function slice([list, from, to]: readonly GoValue[]): GoValue {
  return listOf(list).slice(integerOf(from), to === undefined ? undefined : integerOf(to));
}

export const sprigLists: FunctionTable = {
  list: takesFrom(0, (args) => args),
  tuple: takesFrom(0, (args) => args),
  append: takes(2, ([list, item = null]) => [...listOf(list), item]),
  push: takes(2, ([list, item = null]) => [...listOf(list), item]),
  prepend: takes(2, ([list, item = null]) => [item, ...listOf(list)]),
  concat: takesFrom(0, (lists) => lists.flatMap(listOf)),
  first: takes(1, ([list]) => listOf(list)[0] ?? null),
  last: takes(1, ([list]) => listOf(list).at(-1) ?? null),
  rest: takes(1, ([list]) => listOf(list).slice(1)),
  initial: takes(1, ([list]) => listOf(list).slice(0, -1)),
  reverse: takes(1, ([list]) => [...listOf(list)].reverse()),
  uniq: takes(1, ([list]) => unique(listOf(list))),
  compact: takes(1, ([list]) => listOf(list).filter(isTrue)),
  without: takesFrom(1, without),
  has: takes(2, ([item = null, list]) => listOf(list).some((one) => equalDeep(one, item))),
  sortAlpha: takes(1, ([list]) => textsOf(list).sort(byBytes)),
  slice: takesFrom(1, slice, 3),
};
