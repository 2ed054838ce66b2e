import { ApiError } from '../lib/errors.ts';
import { forbidden } from './api-texts.ts';
import { type ObjectRef, refOf } from './object-ref.ts';
import type { WriteOptions, WriteRequest } from './write-request.ts';

/** Refuses what no store state could make right: derived objects, and policies that nothing would enforce. */
export function checkWritable(request: WriteRequest, { allowUnenforced }: WriteOptions): void {
  const ref = request.verb === 'delete' ? request.ref : refOf(request.kind, request.object);
  if (ref.kind.kind === 'Pod' && ref.kind.group === '') throw derivedPod(ref);
  if (request.verb !== 'delete' && ref.kind.policy === true && allowUnenforced !== true) throw unenforced(ref);
}

function derivedPod(ref: ObjectRef): ApiError {
  return forbidden(
    ref,
    'Pods are derived from Deployments, there is none to write',
    'create, change or delete its Deployment',
  );
}

function unenforced({ kind, namespace, name }: ObjectRef): ApiError {
  return new ApiError('Forbidden', `${kind.hyphenated}/${namespace}/${name} would not be enforced by ictl serve`, {
    hint: 'leave it out, or store it all the same with --allow-unenforced',
  });
}
