import { checkSchema } from '../../kinds/check/check-schema.ts';
import type { Kind, KindModule } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { Problem } from '../../kinds/problem.ts';
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
  const errors = errorsOf(merged, kind, module);
  if (errors.length > 0) throw invalid(ref, errors);
  return writer.update(kind, merged, stored);
}

/** Two good objects may make a bad one, such as one with two of the fields that exclude each other. */
function errorsOf(object: KubeObject, kind: Kind, module: KindModule): readonly Problem[] {
  const schema = module.schemas[kind.storageVersion];
  const misfits = schema === undefined ? [] : checkSchema(object, schema).problems;
  const problems = misfits.length > 0 ? misfits : module.validate(module.applyDefaults(object));
  return problems.filter(({ severity }) => severity === 'error');
}
