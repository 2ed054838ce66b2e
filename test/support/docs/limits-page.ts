import { type Limit, limits } from '../../../src/engine/limits.ts';

/** docs/limits.md: every bound that the embedded proxy keeps by itself. */
export function limitsPage(): string {
  const rows = Object.values<Limit>(limits).map(
    (limit) => `| ${valueText(limit)} | ${cell(limit.effect)} | ${cell(limit.source)} |`,
  );
  return `# Limits of the embedded proxy

Made by \`npm run docs\` from \`src/engine/limits.ts\`.

What the configuration sets wins; these hold where it is silent.

| limit | what happens | whose default it is, and what changes it |
|---|---|---|
${rows.join('\n')}
`;
}

/** In the largest unit that gives a whole number: \`60 KiB\`, \`1 h\`, \`100\`. */
export function valueText({ value, unit }: Pick<Limit, 'value' | 'unit'>): string {
  if (unit === 'count') return `${value}`;
  const steps =
    unit === 'bytes'
      ? ([
          ['MiB', 1024 ** 2],
          ['KiB', 1024],
          ['bytes', 1],
        ] as const)
      : ([
          ['h', 3_600_000],
          ['min', 60_000],
          ['s', 1_000],
          ['ms', 1],
        ] as const);
  const [name, size] = steps.find(([, step]) => value !== 0 && value % step === 0) ?? [unit, 1];
  return `${value / size} ${name}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
