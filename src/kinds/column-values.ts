// Reads values for table columns out of objects without loading their schema.
import type { KubeObject } from './object.ts';

/** The value at a path of field names, or undefined where a step is missing. */
export function valueAt(object: KubeObject, ...path: readonly string[]): unknown {
  let value: unknown = object;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

/** A list as kubectl prints it for a custom resource (`["a","b"]`), a scalar as text, nothing as ''. */
export function columnText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
