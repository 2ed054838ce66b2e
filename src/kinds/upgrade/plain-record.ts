// Changes to plain values of which nothing is known yet: what does not have the expected shape is left alone, for the
// schema will say what is wrong with it.
import { camelCase, fieldOf, itemOf } from '../field-path.ts';

export type PlainRecord = Readonly<Record<string, unknown>>;

export function isPlainRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Change = (record: PlainRecord, path: string) => PlainRecord;

/**
 * Applies a change to every object at a place, such as `['spec', 'http', '*', 'route', '*']` where `*` stands for each
 * item of a list. Returns the value itself where nothing is changed.
 */
export function changeAt(value: unknown, place: readonly string[], change: Change, path = ''): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return isPlainRecord(value) ? change(value, path) : value;
  if (step === '*') return changeItems(value, rest, change, path);
  if (!isPlainRecord(value)) return value;
  const written = writtenName(value, step);
  if (written === undefined) return value;
  const before = value[written];
  const after = changeAt(before, rest, change, fieldOf(path, written));
  return after === before ? value : { ...value, [written]: after };
}

function changeItems(value: unknown, rest: readonly string[], change: Change, path: string): unknown {
  if (!Array.isArray(value)) return value;
  const items: readonly unknown[] = value;
  const changed = items.map((item, index) => changeAt(item, rest, change, itemOf(path, index)));
  return changed.every((item, index) => item === items[index]) ? value : changed;
}

/** The key under which a field is written, in camelCase or snake_case. */
export function writtenName(record: PlainRecord, name: string): string | undefined {
  if (Object.hasOwn(record, name)) return name;
  return Object.keys(record).find((key) => key.includes('_') && camelCase(key) === name);
}

/** The value of a field, however it is spelt. */
export function fieldValue(record: PlainRecord, name: string): unknown {
  const written = writtenName(record, name);
  return written === undefined ? undefined : record[written];
}

/** The record without a field, however it is spelt. */
export function without(record: PlainRecord, name: string): PlainRecord {
  const written = writtenName(record, name);
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== written));
}

/** The record with a field set, under the spelling it has. */
export function withField(record: PlainRecord, name: string, value: unknown): PlainRecord {
  return { ...record, [writtenName(record, name) ?? name]: value };
}
