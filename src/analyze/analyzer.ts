import type { FindingCode } from '../lib/finding-catalogue.ts';
import type { FindingList } from '../translate/finding-list.ts';
import type { Analysis } from './analysis.ts';

/** One check. It reports with the codes it declares; their severities are those of the catalogue. */
export interface Analyzer {
  /** `<what it looks at>/<what it finds>`, as `--list-analyzers` prints it. */
  readonly name: string;
  readonly codes: readonly FindingCode[];
  /** What it looks at and what it wants, in one line. */
  readonly description: string;
  readonly analyze: (analysis: Analysis, findings: FindingList) => void;
}
