// SARIF 2.1.0 (OASIS), as code scanning services and editors read it: a rule a code with what to do, a result a finding.
import type { SuppressedFinding } from '../../analyze/suppression.ts';
import type { Finding, Position, Severity } from '../../lib/finding.ts';
import { type FindingCode, findingCatalogue } from '../../lib/finding-catalogue.ts';
import { findingHelp } from '../../lib/finding-help.ts';
import { packageVersion } from '../../lib/package-root.ts';
import { type FindingReport, failures, resourceKey } from './finding-report.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** The report as a SARIF log with one run. */
export function sarifLog(report: FindingReport): object {
  const all = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const codes = [...new Set(all.map(({ code }) => code))].sort();
  const ruleIndex = new Map(codes.map((code, index) => [code, index]));
  const resultOf = (finding: Finding) => ({ ...result(finding), ruleIndex: ruleIndex.get(finding.code) });
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ictl', semanticVersion: packageVersion(), rules: codes.map(rule) } },
        invocations: [{ executionSuccessful: true, exitCode: failures(report).length > 0 ? 1 : 0 }],
        columnKind: 'utf16CodeUnits',
        results: [
          ...report.findings.map(resultOf),
          ...report.suppressed.map((one) => ({ ...resultOf(one.finding), suppressions: [suppression(one)] })),
        ],
      },
    ],
  };
}

function rule(code: FindingCode): object {
  const { severity, summary } = findingCatalogue[code];
  const help = findingHelp(code);
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: {
      text: `${help?.mend ?? summary}\n\n${help?.example ?? ''}`.trimEnd(),
      markdown: `${help?.mend ?? summary}\n\n\`\`\`\n${help?.example ?? ''}\n\`\`\``,
    },
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(finding: Finding): object {
  const { code, severity, message, resource, path, position } = finding;
  const key = resourceKey(resource);
  return {
    ruleId: code,
    level: levels[severity],
    message: { text: key === '' ? message : `${key}: ${path ? `${path}: ` : ''}${message}` },
    locations: [
      {
        ...(position !== undefined && { physicalLocation: physicalLocation(position) }),
        ...(resource !== undefined && {
          logicalLocations: [
            { name: resource.name, fullyQualifiedName: path ? `${key} ${path}` : key, kind: 'resource' },
          ],
        }),
      },
    ],
    partialFingerprints: { 'ictl/v1': fingerprint(finding) },
  };
}

/** The same finding at another line is not a new one; what has no name is told apart by its place. */
function fingerprint({ code, resource, path = '', position }: Finding): string {
  const place = resource === undefined || resource.name === '' ? ` ${position?.file}:${position?.line}` : '';
  return `${code} ${resourceKey(resource)} ${path}${place}`;
}

function physicalLocation({ file, line, column }: Position): object {
  return { artifactLocation: { uri: fileUri(file) }, region: { startLine: line, startColumn: column } };
}

/** Relative files are relative to where the command ran, as code scanning wants them. */
function fileUri(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}

function suppression({ rule: text }: SuppressedFinding): object {
  return text === undefined
    ? { kind: 'inSource', justification: 'the resource has the annotation galley.istio.io/analyze-suppress' }
    : { kind: 'external', justification: `--suppress ${text}` };
}
