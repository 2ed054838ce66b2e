// Input that is not YAML at all, or more of it than is taken: an error, for there is no object to attach a problem to.
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { TextPositions } from './text-positions.ts';

/** Lines longer than this are cut around the column. */
const maxShown = 120;

/** An error that shows the place: `gateway.yaml:3:5: …` with the line and a mark below the column. */
export function undecodable(text: TextPositions, offset: number, message: string): CliError {
  const { file, line, column } = text.at(offset);
  const source = text.line(line);
  const from = Math.max(0, Math.min(column - 1 - maxShown / 2, source.length - maxShown));
  const shown = source.slice(from, from + maxShown);
  const mark = `${' '.repeat(Math.max(0, column - 1 - from))}^`;
  return new CliError(`${file}:${line}:${column}: ${message}\n  ${shown}\n  ${mark}`, { exitCode: ExitCode.badInput });
}
