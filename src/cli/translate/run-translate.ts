import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { jsonText } from '../output/json-text.ts';
import { printFindings } from '../output/print-findings.ts';
import { yamlText } from '../output/yaml-text.ts';
import { sectionTables } from './section-tables.ts';
import { type TranslateInput, translateInput } from './translate-input.ts';
import type { TranslatedSnapshot } from './translate-snapshot.ts';

export interface TranslateFlags extends GlobalOptions, Omit<TranslateInput, 'namespace'> {
  readonly output?: string;
}

const sections = ['listeners', 'routes', 'clusters', 'endpoints', 'findings'] as const;
export type Section = (typeof sections)[number];

const formats = ['json', 'yaml', 'table'] as const;

/** Prints the configuration, or a section of it. Findings are no failure: the exit code says only whether it ran. */
export async function runTranslate(
  section: string | undefined,
  flags: TranslateFlags,
  context: CliContext,
): Promise<void> {
  const wanted = section === undefined ? undefined : oneOf(section, sections, 'section');
  const format = oneOf(flags.output ?? 'table', formats, 'output format');
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

function oneOf<T extends string>(text: string, known: readonly T[], what: string): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  throw new CliError(`unknown ${what} "${text}", use ${known.join(', ')}`, { exitCode: ExitCode.usage });
}
