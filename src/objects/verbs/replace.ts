import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { refOf } from '../object-ref.ts';
import type { ObjectWriter } from '../object-writer.ts';
import { checkPreconditions } from '../preconditions.ts';
import type { WriteResult } from '../write-request.ts';

/**
 * Stores an object in the place of the one of that name; a resourceVersion or uid in it must be that one's.
 * @throws ApiError NotFound or Conflict
 */
export function replaceObject(writer: ObjectWriter, kind: Kind, object: KubeObject): WriteResult {
  const ref = refOf(kind, object);
  const stored = writer.find(ref);
  if (stored === undefined) throw writer.notFound(ref);
  checkPreconditions(ref, object.metadata, stored);
  return writer.update(kind, object, stored);
}
