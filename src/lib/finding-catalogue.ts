// Every finding code, never reused. IST0nnn where Istio's analyzers have the check, else ICTL0nnn.
// docs/findings.md is generated from this table. Keep sorted by code.
import type { Severity } from './finding.ts';

interface CatalogueEntry {
  readonly severity: Severity;
  /** What the code means, in one sentence. */
  readonly summary: string;
}

const catalogue = {
  ICTL0001: { severity: 'error', summary: 'The object does not fit the schema of its kind.' },
  ICTL0002: { severity: 'error', summary: 'The object is refused by validation.' },
  ICTL0003: { severity: 'warning', summary: 'The object is accepted with a warning of Istio validation.' },
  ICTL0004: { severity: 'info', summary: 'Objects of kinds that ictl does not know were skipped.' },
  ICTL0005: { severity: 'error', summary: 'A policy kind that ictl knows but does not enforce.' },
  ICTL0006: { severity: 'warning', summary: 'A field of an old API version was converted.' },
  ICTL0010: { severity: 'warning', summary: 'The field is accepted but not enforced by the embedded proxy yet.' },
  ICTL0011: { severity: 'info', summary: 'The field has no effect at an ingress gateway.' },
  IST0130: { severity: 'warning', summary: 'A rule of a VirtualService is never reached.' },
  IST0131: { severity: 'warning', summary: 'A match of a VirtualService never applies, for an earlier one covers it.' },
} as const satisfies Record<string, CatalogueEntry>;

export type FindingCode = keyof typeof catalogue;
export const findingCatalogue: Readonly<Record<FindingCode, CatalogueEntry>> = catalogue;
