import { CliError, ExitCode } from '../../../lib/errors.ts';
import { evaluatePath } from './evaluate-path.ts';
import type { Path } from './json-path.ts';
import { parsePath } from './parse-path.ts';
import { Scanner } from './scanner.ts';

/**
 * Reads one path as kubectl takes it for columns and sorting: `.metadata.name`, `metadata.name` or `{.metadata.name}`.
 * @throws CliError for what is none
 */
export function parseRelaxedPath(text: string): Path {
  const trimmed = text.trim();
  const bare = trimmed.startsWith('{') && trimmed.endsWith('}') ? trimmed.slice(1, -1) : trimmed;
  const scanner = new Scanner(bare);
  const path = parsePath(scanner);
  if (bare.trim() !== '' && scanner.isAtEnd()) return path;
  throw new CliError(
    `unexpected path string "${text}", expected a 'name1.name2' or '.name1.name2' or '{name1.name2}'`,
    {
      exitCode: ExitCode.usage,
    },
  );
}

/** Returns the values that a path leads to; an index beyond the end of a list leads nowhere, as a missing field does. */
export function valuesAt(path: Path, value: unknown): readonly unknown[] {
  return evaluatePath(path, value, 'nothing');
}
