import { type FindingCode, findingCatalogue } from '../../../src/lib/finding-catalogue.ts';

import { findingHelp } from '../../../src/lib/finding-help.ts';

/** docs/findings.md: every finding code, and how to mend it. */
export function findingsPage(): string {
  const entries = Object.entries(findingCatalogue) as [FindingCode, { severity: string; summary: string }][];
  const rows = entries.map(
    ([code, { severity, summary }]) => `| [${code}](#${code.toLowerCase()}) | ${severity} | ${cell(summary)} |`,
  );
  const sections = entries.map(([code, entry]) => section(code, entry));
  return `# Findings

Made by \`npm run docs\` from \`src/lib/finding-catalogue.ts\` and \`src/lib/finding-help.ts\`.

A finding says what is wrong with a resource, or what ictl does with it that you may not expect. \`create\`, \`apply\`,
\`validate\`, \`analyze\`, \`translate\`, \`why\` and \`serve\` print them; the running server shows its own in the start-up
report and on the admin interface. A code is never given to anything else; \`IST0nnn\` are the codes of
\`istioctl analyze\`. How to look for findings, and how to suppress one, is in [analyze.md](analyze.md).

| code | severity | meaning |
|---|---|---|
${rows.join('\n')}

${sections.join('\n\n')}
`;
}

function section(code: FindingCode, { severity, summary }: { severity: string; summary: string }): string {
  const { mend = '', example = '' } = findingHelp(code) ?? {};
  const language = example.startsWith('ictl ') ? 'sh' : 'yaml';
  return `## ${code}\n\n${summary} (${severity})\n\n${mend}\n\n\`\`\`${language}\n${example}\n\`\`\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
