// Applies a list of conversions of old fields to a plain value and collects what is said about them.
import { fieldOf } from '../field-path.ts';
import { refused } from '../field-problem.ts';
import type { Upgraded } from '../kind.ts';
import type { Problem } from '../problem.ts';
import { changeAt, fieldValue, type PlainRecord, without } from './plain-record.ts';

/** One old field and what becomes of it. */
export interface OldField {
  /** Where the objects stand that may have it; `*` for each item of a list. */
  readonly place: readonly string[];
  readonly name: string;
  /** Ends the sentence "<name> …". */
  readonly note: string;
  /**
   * The new object; the old field is dropped from it unless it has a new value. Undefined where the value is not an
   * old one. Absent: the field is refused.
   */
  readonly convert?: (record: PlainRecord, value: unknown) => PlainRecord | undefined;
  /** Only in this apiVersion: elsewhere the field never existed and is unknown. */
  readonly apiVersion?: string;
}

/** Converts what can be converted; the field is gone from the value either way. */
export function convertOldFields(value: unknown, apiVersion: string, fields: readonly OldField[]): Upgraded {
  const problems: Problem[] = [];
  let result = value;
  for (const field of fields) {
    if (field.apiVersion !== undefined && field.apiVersion !== apiVersion) continue;
    result = changeAt(result, field.place, (record, path) => convertField(record, path, field, problems));
  }
  return { value: result, problems };
}

function convertField(record: PlainRecord, path: string, field: OldField, problems: Problem[]): PlainRecord {
  const value = fieldValue(record, field.name);
  if (value === undefined || value === null) return record;
  const place = fieldOf(path, field.name);
  if (field.convert === undefined) {
    problems.push(refused(place, `${field.name} ${field.note}`));
    return without(record, field.name);
  }
  const converted = field.convert(record, value);
  if (converted === undefined) return record;
  problems.push({ code: 'ICTL0006', severity: 'warning', message: `${field.name} ${field.note}`, path: place });
  return fieldValue(converted, field.name) === value ? without(converted, field.name) : converted;
}
