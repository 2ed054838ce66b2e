// What a report is made from, whatever its format.
import type { SuppressedFinding } from '../../analyze/suppression.ts';
import type { Finding, Position, ResourceRef, Severity } from '../../lib/finding.ts';
import { resourceText } from '../output/finding-text.ts';

export interface ReportedResource {
  readonly resource: ResourceRef;
  /** Finds where it stands, where it came from a file. Asked for late: the text is parsed once more for it. */
  readonly locate?: () => Position | undefined;
}

export interface FindingReport {
  /** The command that was run: `ictl analyze`. */
  readonly command: string;
  /** All that was looked at, with findings or without, in the order of the input. */
  readonly resources: readonly ReportedResource[];
  /** In the order of `compareFindings`. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Findings of this severity and worse are failures. */
  readonly threshold: Severity;
}

const severities: readonly Severity[] = ['info', 'warning', 'error'];

/** Whether a finding is as bad as a threshold, or worse. */
export function isAtLeast({ severity }: Finding, threshold: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(threshold);
}

/** The findings that make the command fail. */
export function failures({ findings, threshold }: Pick<FindingReport, 'findings' | 'threshold'>): readonly Finding[] {
  return findings.filter((finding) => isAtLeast(finding, threshold));
}

/** Orders findings as they stand in files, then by resource, the worst first; what concerns no resource leads. */
export function compareFindings(left: Finding, right: Finding): number {
  return (
    compare(left.position?.file ?? '', right.position?.file ?? '') ||
    (left.position?.line ?? 0) - (right.position?.line ?? 0) ||
    (left.position?.column ?? 0) - (right.position?.column ?? 0) ||
    compare(resourceKey(left.resource), resourceKey(right.resource)) ||
    severities.indexOf(right.severity) - severities.indexOf(left.severity) ||
    compare(left.path ?? '', right.path ?? '') ||
    compare(left.code, right.code)
  );
}

/** Identifies a resource: `VirtualService default/shop`; '' for none. */
export function resourceKey(resource: ResourceRef | undefined): string {
  return resource === undefined ? '' : resourceText(resource);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
