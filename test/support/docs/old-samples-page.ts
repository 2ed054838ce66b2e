import { readOldSamples } from './old-samples.ts';

/** docs/samples-0.8.md: what becomes of the samples that came with Istio 0.8 and 1.0. */
export async function oldSamplesPage(): Promise<string> {
  const rows = (await readOldSamples()).flatMap(({ samples, verdict, remarks }) =>
    samples.map((sample) => ({ sample, verdict, remark: remarks.join('<br>') })),
  );
  rows.sort((left, right) => (left.sample < right.sample ? -1 : 1));
  return `# The samples of Istio 0.8 and 1.0

Made by \`npm run docs\` from inputs in the manner of the samples (\`test/unit/kinds/samples/cases/\`).

What real Istio 0.8 took is taken: fields that are gone are converted, and a warning says what is written today
(ICTL0006). Kinds that are gone are refused (ICTL0008) with the reason and with what is written instead: to take them
and do nothing would leave a rule out that somebody relies on.

| sample | here | why, and what is written today |
|---|---|---|
${rows.map(({ sample, verdict, remark }) => `| ${sample} | ${verdict} | ${remark.replaceAll('|', '\\|')} |`).join('\n')}
`;
}
