import type { Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import { findStoredKind } from '../kinds/registry.ts';
import type { Change, Store } from '../store/store.ts';
import { Bell } from './bell.ts';
import { withRevision } from './object-writer.ts';

export interface ObjectEvent {
  readonly type: 'put' | 'delete';
  readonly revision: number;
  readonly kind: Kind;
  /** The object after a put, the last one after a delete. */
  readonly object: KubeObject;
}

/** Yields changes after a revision, oldest first, until `signal` is aborted. @throws ApiError Expired */
export async function* watchObjects(store: Store, after: number, signal: AbortSignal): AsyncGenerator<ObjectEvent> {
  // Subscribed before the first read, or a change between the two would be missed.
  const bell = new Bell(signal);
  const subscription = store.subscribe(() => bell.ring());
  let seen = after;
  try {
    while (!signal.aborted) {
      for (const change of store.changes(seen)) {
        seen = change.revision;
        const event = eventOf(change);
        if (event !== undefined) yield event;
        if (signal.aborted) return;
      }
      await bell.rung();
    }
  } finally {
    subscription.close();
  }
}

/** Undefined for a kind that a later ictl wrote and this one does not know. */
function eventOf({ type, revision, key, value }: Change): ObjectEvent | undefined {
  const kind = findStoredKind(key.group, key.kind);
  return kind && { type, revision, kind, object: withRevision(value as KubeObject, revision) };
}
