import { analyzers } from '../../analyze/analyzers.ts';
import type { CliContext } from '../command.ts';
import { tableText } from '../output/table.ts';

/** Prints the checks that run beside validation and translation, in their order. */
export function listAnalyzers({ stdout }: CliContext): void {
  const rows = analyzers.map(({ name, codes, description }) => [name, codes.join(','), description]);
  stdout.write(tableText([['NAME', 'CODES', 'WHAT IT WANTS'], ...rows]));
}
