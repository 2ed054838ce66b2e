// `ictl __complete`, which the scripts of the shells call: a line for each candidate, a tab before its description; the
// last line says which paths the shell is to offer beside them: `:`, `:files` or `:folders`.
import type { Command } from 'commander';
import type { CliContext } from '../command.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { complete } from './complete.ts';
import type { Completion } from './completion.ts';
import { LiveNames } from './live-names.ts';

const MAX_DESCRIPTION = 80;

/** Prints what may be typed. Never fails: a shell in the middle of a line has no place for a message. */
export async function runComplete(
  program: Command,
  words: readonly string[],
  current: string,
  context: CliContext,
): Promise<void> {
  const { candidates, paths = '' } = await tried(() =>
    complete(program, words, current, (values) => new LiveNames(values, context)),
  );
  const lines = candidates.map(({ value, description = '' }) => {
    const text = escapeLine(description).slice(0, MAX_DESCRIPTION);
    return `${escapeLine(value)}${text === '' ? '' : `\t${text}`}\n`;
  });
  context.stdout.write(`${lines.join('')}:${paths}\n`);
}

async function tried(work: () => Promise<Completion>): Promise<Completion> {
  try {
    return await work();
  } catch {
    return { candidates: [] }; // the command itself will say what is wrong
  }
}
