import { analyzers } from '../../analyze/analyzers.ts';
import type { CliContext } from '../command.ts';
import { fittedTable } from '../output/fitted-table.ts';

/** Prints the checks that run beside validation and translation, in their order. */
export function listAnalyzers({ stdout }: CliContext): void {
  const rows = analyzers.map(({ name, codes, description }) => [name, codes.join(','), description]);
  stdout.write(fittedTable([['NAME', 'CODES', 'WHAT IT WANTS'], ...rows], stdout));
}
