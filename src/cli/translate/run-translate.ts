import type { CliContext, GlobalOptions } from '../command.ts';
import { jsonText } from '../output/json-text.ts';
import { printFindings } from '../output/print-findings.ts';
import { yamlText } from '../output/yaml-text.ts';
import { sectionTables } from './section-tables.ts';
import { type TranslateInput, translateInput } from './translate-input.ts';
import type { TranslatedSnapshot } from './translate-snapshot.ts';

export interface TranslateFlags extends GlobalOptions, Omit<TranslateInput, 'namespace'> {
  readonly output: 'json' | 'yaml' | 'table';
}

export type Section = 'listeners' | 'routes' | 'clusters' | 'endpoints' | 'findings';

/** Prints the configuration, or a section of it. Findings are no failure: the exit code says only whether it ran. */
export async function runTranslate(
  wanted: Section | undefined,
  flags: TranslateFlags,
  context: CliContext,
): Promise<void> {
  const { output: format } = flags;
  const translated = await translateInput(flags, context);
  if (format === 'table') context.stdout.write(await sectionTables(translated, wanted, flags, context));
  else context.stdout.write((format === 'json' ? jsonText : yamlText)(sectionValue(translated, wanted)));
  const isFindingsShown = wanted === 'findings' || (wanted === undefined && format !== 'table');
  if (!isFindingsShown) await printFindings(translated.findings, flags, context);
}

function sectionValue({ config, findings }: TranslatedSnapshot, section: Section | undefined): unknown {
  if (section === 'findings') return findings;
  return section === undefined ? { ...config, findings } : config[section];
}
