import type { KubeObject } from '../../kinds/object.ts';
import { invalid, otherIdentity } from '../api-texts.ts';
import type { ObjectRef } from '../object-ref.ts';
import { type ObjectWriter, withRevision } from '../object-writer.ts';
import { checkPreconditions } from '../preconditions.ts';
import type { PatchRequest, WriteResult } from '../write-request.ts';

/**
 * Changes a stored object and checks the outcome as strictly as one from a file. A resourceVersion or uid that the
 * change sets must be the stored one.
 * @throws ApiError NotFound, Conflict, Invalid, or BadRequest where it would become another object
 */
export function patchObject(writer: ObjectWriter, ref: ObjectRef, request: PatchRequest): WriteResult {
  const { kind } = ref;
  const stored = writer.find(ref);
  if (stored === undefined) throw writer.notFound(ref);
  if (request.resourceVersion !== undefined) {
    checkPreconditions(ref, { name: ref.name, resourceVersion: request.resourceVersion }, stored);
  }
  const apiVersion = request.apiVersion ?? kind.storageVersion;
  const before = writer.moduleOf(kind).fromStorage(withRevision(stored.value, stored.revision), apiVersion);
  const changed = request.change(before);
  const { object, problems } = writer.decode(kind, changed, apiVersion);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (object === undefined || errors.length > 0) throw invalid(ref, errors);
  refuseOtherIdentity(ref, before, changed as KubeObject);
  checkPreconditions(ref, object.metadata, stored);
  return { ...writer.update(kind, object, stored), problems };
}

/** What an object is known by is not for a patch to change (apiserver, handlers/rest.go: "does not match"). */
function refuseOtherIdentity(ref: ObjectRef, before: KubeObject, after: KubeObject): void {
  const identity = ({ apiVersion, kind, metadata }: KubeObject): Readonly<Record<string, string>> => ({
    apiVersion,
    kind,
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace ?? '',
  });
  const now = identity(after);
  for (const [field, was] of Object.entries(identity(before))) {
    const is = now[field] ?? '';
    if (is !== was) throw otherIdentity(ref, field, was, is);
  }
}
