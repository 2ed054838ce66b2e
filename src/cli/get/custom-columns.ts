// `-o custom-columns=NAME:.metadata.name,HOSTS:.spec.hosts` and `-o custom-columns-file=FILE`, whose first line holds the
// headers and whose second the paths.
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';
import type { Path } from '../output/json-path/json-path.ts';
import { parseRelaxedPath } from '../output/json-path/relaxed-path.ts';

export interface CustomColumn {
  readonly header: string;
  readonly path: Path;
}

/** Reads columns from the text of the option. @throws CliError for any other form */
export function parseCustomColumns(text: string): readonly CustomColumn[] {
  if (text === '') throw usage('custom-columns format specified but no custom columns given');
  return splitOutsideBrackets(text).map((column) => {
    const at = column.indexOf(':');
    if (at === -1) throw usage(`unexpected custom-columns spec: ${column}, expected <header>:<json-path-expr>`);
    return { header: column.slice(0, at), path: parseRelaxedPath(column.slice(at + 1)) };
  });
}

/** Reads columns from a file. @throws CliError where it cannot be read, or has no two lines that fit */
export function readCustomColumns(file: string, { cwd }: CliContext): readonly CustomColumn[] {
  const [headerLine = '', pathLine = ''] = readBytes(file, cwd).toString('utf8').split('\n');
  const headers = wordsOf(headerLine);
  const paths = wordsOf(pathLine);
  if (headers.length === 0 || headers.length !== paths.length) {
    throw new CliError(`${file}: there are ${headers.length} headers and ${paths.length} paths`, {
      exitCode: ExitCode.badInput,
      hint: 'the first line holds the headers, the second a path for each',
    });
  }
  return headers.map((header, index) => ({ header, path: parseRelaxedPath(paths[index] ?? '') }));
}

function wordsOf(line: string): readonly string[] {
  return line.trim().split(/\s+/).filter(Boolean);
}

/** A comma within brackets or quotes belongs to a path. */
function splitOutsideBrackets(text: string): readonly string[] {
  return text.match(/(?:\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]|[^,[])+/g) ?? [];
}

function usage(message: string): CliError {
  return new CliError(message, {
    exitCode: ExitCode.usage,
    hint: '-o custom-columns=NAME:.metadata.name,HOSTS:.spec.hosts',
  });
}
