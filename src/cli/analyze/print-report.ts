import type { CliContext, GlobalOptions } from '../command.ts';
import type { ReportFormat } from '../input/report-formats.ts';
import { jsonText } from '../output/json-text.ts';
import { paintFor } from '../output/paint.ts';
import { yamlText } from '../output/yaml-text.ts';
import type { FindingReport } from './finding-report.ts';
import { junitText } from './report-junit.ts';
import { reportRows } from './report-rows.ts';
import { sarifLog } from './report-sarif.ts';
import { findingBlocks, findingLines } from './report-table.ts';

/** The report in a format for programs. @param rows what JSON and YAML show */
export function reportText(
  format: Exclude<ReportFormat, 'table'>,
  report: FindingReport,
  rows: readonly object[] = reportRows(report),
): string {
  switch (format) {
    case 'json':
      return jsonText(rows);
    case 'yaml':
      return yamlText(rows);
    case 'junit':
      return junitText(report);
    case 'sarif':
      return jsonText(sarifLog(report));
  }
}

const defaultWidth = 80;

/** Prints the findings for people, then a line that sums up. */
export async function printReportTable(
  { findings }: FindingReport,
  summary: string,
  { color }: Pick<GlobalOptions, 'color'>,
  { stdout, env }: CliContext,
): Promise<void> {
  const paint = await paintFor(stdout, env, color);
  const text =
    stdout.isTTY === true
      ? findingBlocks(findings, stdout.columns ?? defaultWidth, paint)
      : findingLines(findings, paint);
  stdout.write(`${text}${summary}\n`);
}
