import { FunctionError } from '../template-error.ts';
import { type FunctionTable, mapOf, takes, takesFrom, textOf } from '../template-function.ts';
import { GoMap, type GoValue } from '../value.ts';
import { textsOf } from './sprig-strings.ts';

function dictionary(pairs: readonly GoValue[]): GoMap {
  const made = new GoMap();
  for (let at = 0; at < pairs.length; at += 2) {
    const [key] = textsOf([pairs[at] ?? null]);
    made.entries.set(key ?? '', at + 1 < pairs.length ? (pairs[at + 1] ?? null) : '');
  }
  return made;
}

function selected(map: GoValue | undefined, keep: (key: string) => boolean): GoMap {
  const { entries, zero } = mapOf(map);
  return new GoMap(
    [...entries].filter(([key]) => keep(key)),
    zero,
  );
}

/** `dig "a" "b" "default" map`. */
function dig(args: readonly GoValue[]): GoValue {
  const map = args.at(-1);
  const fallback = args.at(-2) ?? null;
  let value: GoValue = mapOf(map);
  for (const key of args.slice(0, -2)) {
    const { entries } = mapOf(value);
    if (!entries.has(textOf(key))) return fallback;
    value = entries.get(textOf(key)) ?? null;
  }
  return value;
}

/** The first map that has a key gives its value; maps within are merged alike. */
function merge(maps: readonly GoValue[], overwrite: boolean): GoMap {
  const [target, ...sources] = maps.map(mapOf);
  if (target === undefined) return new GoMap();
  for (const source of sources) {
    for (const [key, value] of source.entries) {
      const present = target.entries.get(key);
      if (present instanceof GoMap && value instanceof GoMap) merge([present, value], overwrite);
      else if (overwrite || present === undefined) target.entries.set(key, value);
    }
  }
  return target;
}

function set([map, key, value = null]: readonly GoValue[]): GoMap {
  const target = mapOf(map);
  if (map === null) throw new FunctionError('assignment to entry in nil map');
  target.entries.set(textOf(key), value);
  return target;
}

function unset([map, key]: readonly GoValue[]): GoMap {
  const target = mapOf(map);
  target.entries.delete(textOf(key));
  return target;
}

export const sprigDictionaries: FunctionTable = {
  dict: takesFrom(0, dictionary),
  get: takes(2, ([map, key]) => mapOf(map).entries.get(textOf(key)) ?? ''),
  set: takes(3, set),
  unset: takes(2, unset),
  hasKey: takes(2, ([map, key]) => mapOf(map).entries.has(textOf(key))),
  keys: takesFrom(1, (maps) => maps.flatMap((map) => mapOf(map).sortedKeys())),
  values: takes(1, ([map]) =>
    mapOf(map)
      .sortedKeys()
      .map((key) => mapOf(map).entries.get(key) ?? null),
  ),
  pick: takesFrom(1, ([map, ...keys]) => selected(map, (key) => keys.includes(key))),
  omit: takesFrom(1, ([map, ...keys]) => selected(map, (key) => !keys.includes(key))),
  pluck: takesFrom(1, ([key, ...maps]) => maps.flatMap((map) => mapOf(map).entries.get(textOf(key)) ?? [])),
  merge: takesFrom(1, (maps) => merge(maps, false)),
  mergeOverwrite: takesFrom(1, (maps) => merge(maps, true)),
  dig: takesFrom(3, dig),
};
