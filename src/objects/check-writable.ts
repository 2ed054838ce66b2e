import { ApiError } from '../lib/errors.ts';
import { forbidden } from './api-texts.ts';
import { type ObjectRef, refOf } from './object-ref.ts';
import { requestedKind, type WriteOptions, type WriteRequest } from './write-request.ts';

/**
 * Refuses what no store state could make right: derived objects, and policies that nothing would enforce. A policy that
 * is stored already may be changed and deleted: whoever stored it has been told.
 */
export function checkWritable(request: WriteRequest, { allowUnenforced }: WriteOptions): void {
  const kind = requestedKind(request);
  if (kind.kind === 'Pod' && kind.group === '') throw derivedPod(request);
  if ('object' in request && kind.policy === true && allowUnenforced !== true) {
    throw unenforced(refOf(kind, request.object));
  }
}

function derivedPod(request: WriteRequest): ApiError {
  return forbidden(
    namedBy(request),
    'Pods are derived from Deployments, there is none to write',
    'create, change or delete its Deployment',
  );
}

function namedBy(request: WriteRequest): ObjectRef {
  if ('ref' in request) return request.ref;
  const kind = requestedKind(request);
  return 'object' in request ? refOf(kind, request.object) : { kind, namespace: '', name: '' };
}

function unenforced({ kind, namespace, name }: ObjectRef): ApiError {
  return new ApiError('Forbidden', `${kind.hyphenated}/${namespace}/${name} would not be enforced by ictl serve`, {
    hint: 'leave it out, or store it all the same with --allow-unenforced',
  });
}
