import type { KubeObject, ObjectMeta } from '../kinds/object.ts';
import { modified, uidDiffers } from './api-texts.ts';
import type { ObjectRef } from './object-ref.ts';

/** Compare-and-swap: what the writer says it has seen must be what is stored. @throws ApiError Conflict */
export function checkPreconditions(
  ref: ObjectRef,
  { resourceVersion, uid }: ObjectMeta,
  stored: { readonly revision: number; readonly value: KubeObject },
): void {
  if (resourceVersion && resourceVersion !== String(stored.revision)) throw modified(ref);
  const storedUid = stored.value.metadata.uid;
  if (uid && storedUid !== undefined && uid !== storedUid) throw uidDiffers(ref, uid, storedUid);
}
