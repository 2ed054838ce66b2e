import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { invalid } from '../api-texts.ts';
import { applyMerge } from '../apply-merge.ts';
import { lastApplied, withLastApplied } from '../last-applied.ts';
import { refOf } from '../object-ref.ts';
import type { ObjectWriter } from '../object-writer.ts';
import { checkPreconditions } from '../preconditions.ts';
import type { WriteResult } from '../write-request.ts';
import { createObject } from './create.ts';

/**
 * Creates an object, or carries what changed since it was last applied into the stored one.
 * @throws ApiError Invalid where the merged object is refused, Conflict, or NotFound for its namespace
 */
export function applyObject(writer: ObjectWriter, kind: Kind, object: KubeObject): WriteResult {
  const ref = refOf(kind, object);
  const stored = object.metadata.name ? writer.find(ref) : undefined;
  const noted = withLastApplied(object);
  if (stored === undefined) return createObject(writer, kind, noted);
  checkPreconditions(ref, object.metadata, stored);
  const module = writer.moduleOf(kind);
  const merged = applyMerge(lastApplied(stored.value, module), noted, stored.value) as KubeObject;
  const errors = module.validate(module.applyDefaults(merged)).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw invalid(ref, errors);
  return writer.update(kind, merged, stored);
}
