// The keys a chart knows, and what somebody who wrote another one probably meant.
import { fieldOf, itemOf } from '../../kinds/field-path.ts';
import type { ObjectSchema, Schema } from '../../kinds/schema.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import { isValues } from './values.ts';

export interface UnknownValue {
  readonly path: string;
  /** The nearest key that is known, with its path; undefined where none is near. */
  readonly nearest: string | undefined;
  /** The keys that are known at that place. */
  readonly known: readonly string[];
}

/** Finds the keys that the schema does not have. */
export function unknownValues(values: unknown, schema: ObjectSchema): readonly UnknownValue[] {
  return walk(values, schema, '', [...knownPaths(schema, '')]);
}

function walk(value: unknown, schema: Schema, path: string, all: readonly string[]): readonly UnknownValue[] {
  if (schema.type === 'list' && Array.isArray(value)) {
    return value.flatMap((item, index) => walk(item, schema.items, itemOf(path, index), all));
  }
  if (!isValues(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const place = fieldOf(path, key);
    if (schema.type === 'map') return walk(item, schema.values, place, all);
    if (schema.type !== 'object') return [];
    const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    return field === undefined ? [unknown(key, schema, path, all)] : walk(item, field.schema, place, all);
  });
}

function unknown(key: string, schema: ObjectSchema, path: string, all: readonly string[]): UnknownValue {
  const known = Object.keys(schema.fields);
  const sibling = nearestName(key, known);
  return {
    path: fieldOf(path, key),
    nearest: sibling === undefined ? elsewhere(key, path, all) : fieldOf(path, sibling),
    known,
  };
}

/** The same or a similar key at another place: `secretVolumes` for `deployment.secretVolumes`. */
function elsewhere(key: string, path: string, all: readonly string[]): string | undefined {
  const written = fieldOf(path, key);
  const lastKeys = new Map(all.map((candidate) => [candidate.slice(candidate.lastIndexOf('.') + 1), candidate]));
  const namesake = all.find((candidate) => candidate === key || candidate.endsWith(`.${key}`));
  const similar = nearestName(key, [...lastKeys.keys()]);
  return namesake ?? nearestName(written, all) ?? (similar === undefined ? undefined : lastKeys.get(similar));
}

function* knownPaths(schema: Schema, path: string): Iterable<string> {
  if (schema.type === 'list') yield* knownPaths(schema.items, path);
  if (schema.type !== 'object') return;
  for (const [key, field] of Object.entries(schema.fields)) {
    const place = fieldOf(path, key);
    yield place;
    yield* knownPaths(field.schema, place);
  }
}
