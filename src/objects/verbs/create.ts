import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { alreadyExists } from '../api-texts.ts';
import { generatedName } from '../generated-name.ts';
import { refOf } from '../object-ref.ts';
import type { ObjectWriter } from '../object-writer.ts';
import type { WriteResult } from '../write-request.ts';

/** Stores a new object. @throws ApiError AlreadyExists, or NotFound for its namespace */
export function createObject(writer: ObjectWriter, kind: Kind, object: KubeObject): WriteResult {
  const named = withName(object);
  const ref = refOf(kind, named);
  writer.requireNamespace(ref);
  if (writer.find(ref) !== undefined) throw alreadyExists(ref);
  return writer.insert(kind, named);
}

function withName(object: KubeObject): KubeObject {
  const { name, generateName } = object.metadata;
  if (name || generateName === undefined) return object;
  return { ...object, metadata: { ...object.metadata, name: generatedName(generateName) } };
}
