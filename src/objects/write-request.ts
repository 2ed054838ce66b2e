// What one write asks for and what became of it.
import type { Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { ObjectRef } from './object-ref.ts';

/** `object`: decoded without errors, in its storage version, without defaults, with its namespace. */
export type WriteRequest =
  | { readonly verb: 'create' | 'replace' | 'apply'; readonly kind: Kind; readonly object: KubeObject }
  | { readonly verb: 'delete'; readonly ref: ObjectRef };

export interface WriteOptions {
  /** Does everything but write. */
  readonly dryRun?: boolean;
  /** Takes kinds that are known but not enforced. */
  readonly allowUnenforced?: boolean;
}

export interface WriteResult {
  /** `missing` only for a delete: the rest of the request is carried out. */
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'deleted' | 'missing';
  readonly ref: ObjectRef;
  /** The revision of this write; for `unchanged` that of the last one. Deletes have none here. */
  readonly revision?: number;
  /** The object as it is stored now; the last one when deleted. */
  readonly object?: KubeObject;
  /** How many objects went with a deleted Namespace. */
  readonly contents?: number;
}

export interface Written {
  /** The store's revision after the write: what a server must have reached for all of it to be in force. */
  readonly revision: number;
  /** In the order in which they were carried out. */
  readonly results: readonly WriteResult[];
}
