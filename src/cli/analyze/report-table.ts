// The report for people. On a terminal: a block a resource, wrapped to its width, with what to do. In a pipe: a line a
// finding that begins with its place, which editors and grep can use.
import type { Finding, Severity } from '../../lib/finding.ts';
import type { FindingCode } from '../../lib/finding-catalogue.ts';
import { findingHelp } from '../../lib/finding-help.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { colorOf, findingText } from '../output/finding-text.ts';
import type { Paint } from '../output/paint.ts';
import { wrapText } from '../output/wrap-text.ts';
import { resourceKey } from './finding-report.ts';

/** A line for each finding. */
export function findingLines(findings: readonly Finding[], paint: Paint): string {
  return findings.map((finding) => `${findingText(finding, paint)}\n`).join('');
}

/** A block for each resource; what to do about a code is said once. */
export function findingBlocks(findings: readonly Finding[], width: number, paint: Paint): string {
  const told = new Set<FindingCode>();
  const blocks = [...groupBy(findings, ({ resource }) => resourceKey(resource))].map(([key, ofResource]) => {
    const lines = ofResource.flatMap((finding) => findingBlock(finding, width, told, paint));
    return [paint.bold(escapeLine(key || 'input')), ...lines, ''].join('\n');
  });
  return blocks.map((block) => `${block}\n`).join('');
}

const indent = '  ';
const detailIndent = '    ';

function findingBlock(finding: Finding, width: number, told: Set<FindingCode>, paint: Paint): readonly string[] {
  const { code, severity, message } = finding;
  const wrapped = (text: string, first: string, style: (line: string) => string = (line) => line) =>
    wrapText(escapeLine(text), width - detailIndent.length - first.length).map(
      (line, index) => `${detailIndent}${index === 0 ? first : ' '.repeat(first.length)}${style(line)}`,
    );
  const mend = told.has(code) ? undefined : findingHelp(code)?.mend;
  told.add(code);
  return [
    heading(finding, width, paint, colorOf(severity, paint)),
    ...wrapped(message, ''),
    ...(mend === undefined ? [] : wrapped(mend, '→ ', paint.dim)),
  ];
}

/** Severity, code, field and place; what does not fit beside it goes below. */
function heading(
  { code, severity, path = '', position }: Finding,
  width: number,
  paint: Paint,
  color: (text: string) => string,
): string {
  const place = position === undefined ? '' : escapeLine(`${position.file}:${position.line}:${position.column}`);
  const field = escapeLine(path);
  const start = `${indent}${color(severity.padEnd(longestSeverity))} ${code}`;
  const length = indent.length + longestSeverity + 1 + code.length;
  const parts = [field, place].filter((part) => part !== '');
  const isShort = length + parts.reduce((sum, part) => sum + indent.length + [...part].length, 0) <= width;
  const shown = [paint.bold(field), paint.dim(place)].filter((_part, index) => [field, place][index] !== '');
  return isShort ? [start, ...shown].join(indent) : [start, ...shown.map((part) => detailIndent + part)].join('\n');
}

const longestSeverity = 'warning'.length;

/** `1 error, 2 warnings`, without what there is none of. */
export function countsText(findings: readonly Finding[]): string {
  const counts = (['error', 'warning', 'info'] as const).map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? '' : `${count} ${nounOf(severity, count)}`;
  });
  return counts.filter((text) => text !== '').join(', ') || 'no findings';
}

function nounOf(severity: Severity, count: number): string {
  return count === 1 ? severity : `${severity}s`;
}
