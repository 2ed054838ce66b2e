// What decoding a stream of documents yields.
import type { Position } from '../../lib/finding.ts';
import type { KubeObject } from '../object.ts';
import type { Problem } from '../problem.ts';

/** Finds the place of a field in the input; asks for the nearest ancestor that is written there. */
export interface Origin {
  readonly file: string;
  /** @param path field path of the object as stored (camelCase), '' for the object itself */
  locate(path: string): Position;
}

/**
 * One object of the input, in document order (items of a List are unpacked).
 * - known: `object` is there in its storage version unless `problems` has an error, such as a kind that is gone
 * - unknown-kind: ictl does not know the kind; policy: known by name, not enforced
 */
export interface Decoded {
  readonly status: 'known' | 'policy' | 'unknown-kind';
  readonly apiVersion: string;
  readonly kind: string;
  /** As written; '' where none is. */
  readonly namespace: string;
  readonly name: string;
  readonly object?: KubeObject;
  readonly problems: readonly Problem[];
  readonly origin: Origin;
}
