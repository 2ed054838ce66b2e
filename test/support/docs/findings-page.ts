import { findingCatalogue } from '../../../src/lib/finding-catalogue.ts';

/** docs/findings.md: every finding code. */
export function findingsPage(): string {
  const rows = Object.entries(findingCatalogue).map(
    ([code, { severity, summary }]) => `| ${code} | ${severity} | ${cell(summary)} |`,
  );
  return `# Findings

Made by \`npm run docs\` from \`src/lib/finding-catalogue.ts\`.

A finding says what is wrong with a resource, or what ictl does with it that you may not expect. \`create\`, \`apply\`,
\`validate\`, \`translate\`, \`why\` and \`serve\` print them; the running server shows its own in the start-up report and on
the admin interface. A code is never given to anything else; \`IST0nnn\` are the codes of \`istioctl analyze\`.

| code | severity | meaning |
|---|---|---|
${rows.join('\n')}
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
