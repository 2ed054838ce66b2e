import { analyze } from '../../analyze/analyze.ts';
import { parseSuppression, type SuppressionRule, suppress } from '../../analyze/suppression.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { ResourceRef, Severity } from '../../lib/finding.ts';
import { namespaceNotFound } from '../../objects/api-texts.ts';
import type { CliContext } from '../command.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import type { ReportFormat } from '../input/report-formats.ts';
import { type InputFlags, loadAnalyzedInput } from './analyzed-input.ts';
import { compareFindings, type FindingReport, failures, isAtLeast, type ReportedResource } from './finding-report.ts';
import { printReportTable, reportText } from './print-report.ts';
import { countsText } from './report-table.ts';

export interface AnalyzeFlags extends InputFlags {
  readonly file?: readonly string[];
  readonly allNamespaces?: boolean;
  readonly output: ReportFormat;
  readonly suppress?: readonly string[];
  readonly failureThreshold: Severity;
  readonly outputThreshold: Severity;
}

/**
 * Says what is wrong with files, or with what is in the store.
 * @throws ApiError where the store has no such namespace
 * @throws CliError with exit code 1 where a finding is at or above the failure threshold, in every format
 */
export async function runAnalyze(paths: readonly string[], flags: AnalyzeFlags, context: CliContext): Promise<void> {
  const { output, failureThreshold: threshold, outputThreshold } = flags;
  const rules = (flags.suppress ?? []).map(suppressionOf);
  const scope = scopeOf([...(flags.file ?? []), ...paths], flags);
  const { input, resources } = await loadAnalyzedInput(scope.paths, flags, context);
  if (scope.paths.length === 0 && scope.only !== undefined) assertNamespace(scope.only, resources);
  const found = [...analyze(input)].sort(compareFindings).filter(({ resource }) => scope.holds(resource));
  const { findings, suppressed } = suppress(found, rules, input.objects);
  const report: FindingReport = {
    command: 'ictl analyze',
    resources: resources.filter(({ resource }) => scope.holds(resource)),
    findings: findings.filter((finding) => isAtLeast(finding, outputThreshold)),
    suppressed,
    threshold,
  };
  if (output === 'table') await printReportTable(report, summaryOf(report, scope.text), flags, context);
  else context.stdout.write(reportText(output, report));
  tellOfUnusedRules(rules, report, context);
  const failed = failures({ findings, threshold }).length;
  if (failed > 0) {
    const what = failed === 1 ? '1 finding is' : `${failed} findings are`;
    throw new CliError(`${what} at or above the failure threshold, ${threshold}`, { exitCode: ExitCode.no });
  }
}

interface Scope {
  readonly paths: readonly string[];
  /** The one namespace that is shown; undefined for all. */
  readonly only: string | undefined;
  /** `in namespace default`, `in all namespaces`. */
  readonly text: string;
  /** Whether what is said of a resource is to be shown; objects without a namespace concern all. */
  readonly holds: (resource: ResourceRef | undefined) => boolean;
}

/** Of files everything is looked at unless `-n` says otherwise, of the store one namespace unless `-A` says so. */
function scopeOf(paths: readonly string[], { namespace, allNamespaces }: AnalyzeFlags): Scope {
  if (allNamespaces === true && namespace !== undefined) {
    throw new CliError('--namespace and --all-namespaces contradict each other', { exitCode: ExitCode.usage });
  }
  const only = namespace ?? (paths.length > 0 || allNamespaces === true ? undefined : DEFAULT_NAMESPACE);
  if (only === undefined) return { paths, only, text: paths.length > 0 ? '' : 'in all namespaces', holds: () => true };
  const holds = (resource: ResourceRef | undefined) =>
    resource === undefined || resource.namespace === '' || resource.namespace === only;
  return { paths, only, text: `in namespace ${only}`, holds };
}

/** A mistyped namespace would look as if all were well. @throws ApiError where the store has none of the name */
function assertNamespace(namespace: string, resources: readonly ReportedResource[]): void {
  const isThere = resources.some(({ resource: { kind, name } }) => kind === 'Namespace' && name === namespace);
  if (!isThere) throw namespaceNotFound(namespace);
}

function suppressionOf(text: string): SuppressionRule {
  const rule = parseSuppression(text);
  if (rule !== undefined) return rule;
  throw new CliError(`"${text}" is no suppression`, {
    exitCode: ExitCode.usage,
    hint: 'write a code and a resource, with * for any text: --suppress "IST0132=VirtualService shop.default"',
  });
}

function summaryOf({ resources, findings, suppressed }: FindingReport, where: string): string {
  const objects = `${resources.length} ${resources.length === 1 ? 'object' : 'objects'}`;
  const hidden = suppressed.length === 0 ? '' : ` (${suppressed.length} suppressed)`;
  return `${[objects, where].filter((part) => part !== '').join(' ')}: ${countsText(findings)}${hidden}`;
}

/** A rule that is not needed any more, or mistyped, would hide the next finding or never any. */
function tellOfUnusedRules(
  rules: readonly SuppressionRule[],
  { suppressed }: FindingReport,
  { stderr }: CliContext,
): void {
  const used = new Set(suppressed.map(({ rule }) => rule));
  for (const { text } of rules) {
    if (!used.has(text)) stderr.write(`--suppress ${JSON.stringify(text)} suppresses nothing\n`);
  }
}
