import type { KubeObject } from '../../kinds/object.ts';
import { ApiError } from '../../lib/errors.ts';
import type { MetadataChanges, MetadataField } from './metadata-changes.ts';

/**
 * Returns an object with its labels or annotations changed.
 * @throws ApiError Conflict where a value would be overwritten that is not to be
 */
export function changeMetadata(
  object: KubeObject,
  { field }: MetadataField,
  { set, removed }: MetadataChanges,
  overwrite: boolean,
): KubeObject {
  const values = new Map(Object.entries(object.metadata[field] ?? {}));
  for (const key of removed) values.delete(key);
  for (const [key, value] of set) {
    const present = values.get(key);
    if (present !== undefined && present !== value && !overwrite) throw alreadySet(object, key, present);
    values.set(key, value);
  }
  const { [field]: _, ...metadata } = object.metadata;
  return {
    ...object,
    metadata: values.size === 0 ? metadata : { ...metadata, [field]: Object.fromEntries(values) },
  };
}

function alreadySet({ kind, metadata }: KubeObject, key: string, present: string): ApiError {
  return new ApiError(
    'Conflict',
    `${kind} ${metadata.name}: '${key}' already has a value (${present}), and --overwrite is false`,
    { hint: 'nothing was written; add --overwrite to replace it' },
  );
}
