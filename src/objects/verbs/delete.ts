import { forbidden } from '../api-texts.ts';
import type { ObjectRef } from '../object-ref.ts';
import type { ObjectWriter } from '../object-writer.ts';
import { withRevision } from '../object-writer.ts';
import type { WriteResult } from '../write-request.ts';

/** Removes an object, and with a Namespace everything in it. @throws ApiError Forbidden */
export function deleteObject(writer: ObjectWriter, ref: ObjectRef): WriteResult {
  const stored = writer.find(ref);
  if (stored === undefined) return { outcome: 'missing', ref };
  const isNamespace = ref.kind.kind === 'Namespace' && ref.kind.group === '';
  // As on every cluster: where no namespace is named, it is this one.
  if (isNamespace && ref.name === 'default') throw forbidden(ref, 'this namespace may not be deleted');
  const contents = isNamespace ? writer.removeContents(ref.name) : 0;
  writer.remove(ref);
  return {
    outcome: 'deleted',
    ref,
    object: withRevision(stored.value, stored.revision),
    ...(isNamespace ? { contents } : {}),
  };
}
