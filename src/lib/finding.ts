// Findings: mistakes in users' resources, and what ictl does not do with them. Values, never thrown.
// The catalogue of codes is finding-catalogue.ts.
import type { FindingCode } from './finding-catalogue.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Names one object: kind without group, as users write it. Cluster-scoped objects have namespace ''. */
export interface ResourceRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A place in an input file; lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a resource, or what ictl does differently with it. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Lower case, no full stop; says what is wrong and what to do. */
  readonly message: string;
  readonly resource?: ResourceRef;
  /** Field path below the object, such as `spec.http[0].route[1].destination.host`. */
  readonly path?: string;
  /** Where the field stands in the input file, where it came from one. */
  readonly position?: Position;
}
