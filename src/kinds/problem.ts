// What schema, conversion and validation say about one object, before it is known where it came from.

import type { Severity } from '../lib/finding.ts';
import type { FindingCode } from '../lib/finding-catalogue.ts';

export interface Problem {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Lower case, no full stop. */
  readonly message: string;
  /** Field path, such as `spec.servers[0].port.number`. */
  readonly path?: string;
}
