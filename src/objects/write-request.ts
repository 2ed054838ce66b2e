// What one write asks for and what became of it.
import type { Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Problem } from '../kinds/problem.ts';
import type { ApiError } from '../lib/errors.ts';
import type { ObjectRef } from './object-ref.ts';

/** Objects of a kind that are chosen in the transaction itself: what no longer fits by then is not touched. */
export interface ObjectSelection {
  readonly kind: Kind;
  /** undefined: in every namespace. */
  readonly namespace: string | undefined;
  readonly matches: (object: KubeObject) => boolean;
}

/** One object by its name, which must be there, or those that fit, which may be none. */
export type WriteTarget = { readonly ref: ObjectRef } | { readonly selection: ObjectSelection };

/** What a read-modify-write asks for: nobody else writes between the reading and the writing. */
export interface PatchRequest {
  readonly verb: 'patch';
  /** Makes the new object of the stored one, which it must not alter. */
  readonly change: (object: KubeObject) => unknown;
  /** The version in which the object is changed; the storage version without. */
  readonly apiVersion?: string;
  /** The object must still be at this revision. */
  readonly resourceVersion?: string;
}

/** `object`: decoded without errors, in its storage version, without defaults, with its namespace. */
export type WriteRequest =
  | { readonly verb: 'create' | 'replace' | 'apply'; readonly kind: Kind; readonly object: KubeObject }
  | (PatchRequest & WriteTarget)
  | ({ readonly verb: 'delete' } & WriteTarget);

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
  /** What validation says of an object that was patched; never an error. */
  readonly problems?: readonly Problem[];
  /** Of what is `missing`: says what there is. */
  readonly error?: ApiError;
}

export interface Written {
  /** The store's revision after the write: what a server must have reached for all of it to be in force. */
  readonly revision: number;
  /** In the order in which they were carried out. */
  readonly results: readonly WriteResult[];
}

/** Returns the kind that a request is about. */
export function requestedKind(request: WriteRequest): Kind {
  if ('kind' in request) return request.kind;
  return 'ref' in request ? request.ref.kind : request.selection.kind;
}
