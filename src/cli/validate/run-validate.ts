import type { Decoded } from '../../kinds/decode/decoded.ts';
import { findKind } from '../../kinds/registry.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { Finding } from '../../lib/finding.ts';
import type { FindingReport } from '../analyze/finding-report.ts';
import { printReportTable, reportText } from '../analyze/print-report.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { decodeInput } from '../input/load-objects.ts';
import { namespaceFor } from '../input/namespace-rule.ts';
import type { ReportFormat } from '../input/report-formats.ts';
import { type Verdict, verdictOn } from './verdict.ts';

export interface ValidateFlags extends GlobalOptions {
  readonly file?: readonly string[];
  readonly output: ReportFormat;
}

/**
 * Prints a verdict on every object of the input, in document order.
 * @throws CliError with exit code 1 where one is refused, in every format
 */
export async function runValidate(flags: ValidateFlags, context: CliContext): Promise<void> {
  const decoded = await decodeInput(flags.file ?? [], context);
  const verdicts = decoded.map((one) => verdictOn(one, namespaceOf(one, flags.namespace)));
  const report = reportOf(verdicts);
  if (flags.output === 'table') await printReportTable(report, summary(verdicts), flags, context);
  else context.stdout.write(reportText(flags.output, report, verdicts.map(entryOf)));
  const refused = verdicts.filter(({ accepted }) => !accepted).length;
  if (refused > 0) {
    throw new CliError(`${refused} of ${objectsText(verdicts.length)} refused`, { exitCode: ExitCode.no });
  }
}

function reportOf(verdicts: readonly Verdict[]): FindingReport {
  return {
    command: 'ictl validate',
    resources: verdicts.map(({ resource, decoded }) => ({ resource, locate: () => decoded.origin.locate('') })),
    findings: verdicts.flatMap(({ findings }) => findings),
    suppressed: [],
    threshold: 'error',
  };
}

function namespaceOf(decoded: Decoded, namespace: string | undefined): string {
  const kind = findKind(decoded.apiVersion, decoded.kind);
  return kind?.namespaced === false ? '' : namespaceFor(decoded.namespace, namespace);
}

function entryOf({ decoded, namespace, accepted, findings }: Verdict): object {
  return {
    kind: decoded.kind,
    namespace,
    name: decoded.name,
    accepted,
    ...(decoded.status === 'unknown-kind' ? { skipped: true } : {}),
    errors: findings.filter(({ severity }) => severity === 'error').map(problemOf),
    warnings: findings.filter(({ severity }) => severity !== 'error').map(problemOf),
  };
}

function problemOf({ code, severity, message, path = '', position }: Finding): object {
  return { code, severity, message, path, file: position?.file, line: position?.line, column: position?.column };
}

function summary(verdicts: readonly Verdict[]): string {
  const skipped = verdicts.filter(({ decoded }) => decoded.status === 'unknown-kind');
  const accepted = verdicts.filter(({ accepted }) => accepted).length - skipped.length;
  const kinds = [...new Set(skipped.map(({ decoded }) => decoded.kind))].sort().join(', ');
  const rest = skipped.length === 0 ? '' : `, ${skipped.length} of unknown kinds skipped (${kinds})`;
  return `${objectsText(verdicts.length)}: ${accepted} accepted, ${verdicts.length - accepted - skipped.length} refused${rest}`;
}

function objectsText(count: number): string {
  return count === 1 ? '1 object' : `${count} objects`;
}
