// JUnit XML: a test case a resource, failed where it has a finding that makes the command fail. CI systems read it
// (Jenkins' junit-10.xsd; one <failure> a case, for several of them are not shown everywhere).
import type { Finding } from '../../lib/finding.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { findingText } from '../output/finding-text.ts';
import { noPaint } from '../output/paint.ts';
import { type FindingReport, failures, type ReportedResource, resourceKey } from './finding-report.ts';

export function junitText(report: FindingReport): string {
  const byResource = groupBy(report.findings, ({ resource }) => resourceKey(resource));
  const listed = new Map(report.resources.map((one) => [resourceKey(one.resource), one]));
  const cases = [...unnamedCase(byResource), ...listed.values(), ...unlistedResources(listed, byResource)];
  const failed = new Set(failures(report));
  const elements = cases.map((one) => testCase(one, byResource.get(resourceKey(one.resource)) ?? [], failed));
  const failedCases = elements.filter(({ isFailed }) => isFailed).length;
  const counts = `tests="${cases.length}" failures="${failedCases}" errors="0" skipped="0"`;
  const name = attribute(report.command);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${name} ${counts}>`,
    `  <testsuite name=${name} ${counts}>`,
    ...elements.map(({ text }) => text),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

type Case = Partial<ReportedResource>;

/** Findings that concern no resource: the mesh config, kinds that were skipped. */
function unnamedCase(byResource: ReadonlyMap<string, readonly Finding[]>): readonly Case[] {
  return byResource.has('') ? [{}] : [];
}

/** Findings also concern resources that nobody wrote, such as the gateway's own Service. */
function unlistedResources(
  listed: ReadonlyMap<string, ReportedResource>,
  byResource: ReadonlyMap<string, readonly Finding[]>,
): readonly Case[] {
  const unlisted = [...byResource].filter(([key]) => key !== '' && !listed.has(key));
  return unlisted.flatMap(([, [first]]) => (first?.resource === undefined ? [] : [{ resource: first.resource }]));
}

function testCase(
  { resource, locate }: Case,
  findings: readonly Finding[],
  failed: ReadonlySet<Finding>,
): { readonly text: string; readonly isFailed: boolean } {
  const bad = findings.filter((finding) => failed.has(finding));
  const rest = findings.filter((finding) => !failed.has(finding));
  const position = locate?.();
  const place = position === undefined ? '' : ` file=${attribute(position.file)} line="${position.line}"`;
  const name = attribute(resourceKey(resource) || 'input');
  const open = `    <testcase classname=${attribute(resource?.kind ?? 'input')} name=${name}${place} time="0"`;
  const children = [...failure(bad), ...output(rest)];
  const text = children.length === 0 ? `${open}/>` : [`${open}>`, ...children, '    </testcase>'].join('\n');
  return { text, isFailed: bad.length > 0 };
}

function failure(findings: readonly Finding[]): readonly string[] {
  const [first, ...more] = findings;
  if (first === undefined) return [];
  const message = more.length === 0 ? first.message : `${first.message} (and ${more.length} more)`;
  return [`      <failure type="${first.code}" message=${attribute(message)}>${linesOf(findings)}</failure>`];
}

function output(findings: readonly Finding[]): readonly string[] {
  return findings.length === 0 ? [] : [`      <system-out>${linesOf(findings)}</system-out>`];
}

function linesOf(findings: readonly Finding[]): string {
  return escaped(findings.map((finding) => findingText(finding, noPaint)).join('\n'));
}

function attribute(text: string): string {
  return `"${escaped(text)}"`;
}

/** XML 1.0 has no way to write most control characters; they are left out. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '');
}
