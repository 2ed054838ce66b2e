import type { Finding } from '../../lib/finding.ts';
import { findingHelp } from '../../lib/finding-help.ts';
import type { FindingReport } from './finding-report.ts';

/** The findings as values for JSON and YAML, a row each; suppressed ones say so. */
export function reportRows({ findings, suppressed }: FindingReport): readonly object[] {
  return [
    ...findings.map(row),
    ...suppressed.map(({ finding, rule }) => ({ ...row(finding), suppressed: rule ?? 'annotation' })),
  ];
}

function row({ code, severity, message, resource, path, position }: Finding): object {
  return {
    code,
    severity,
    message,
    next: findingHelp(code)?.mend,
    kind: resource?.kind,
    namespace: resource?.namespace,
    name: resource?.name,
    path: path === '' ? undefined : path,
    file: position?.file,
    line: position?.line,
    column: position?.column,
  };
}
