// The texts a command is given: files, folders, standard input.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { listFiles } from '../../source/list-files.ts';
import type { CliContext } from '../command.ts';
import { unreadable } from './read-bytes.ts';

export interface InputText {
  /** As the user knows it: the path, or `<stdin>`. */
  readonly file: string;
  readonly text: string;
}

/** More than this is no configuration; a pipe that never ends must not fill the memory. */
const MAX_STDIN_BYTES = 256 * 1024 * 1024;

/**
 * Reads what `-f` names, in that order, `-` being standard input. Without `-f` a pipe on standard input is read.
 * @throws CliError where nothing was named, or it cannot be read
 */
export async function readInput(paths: readonly string[], context: CliContext): Promise<readonly InputText[]> {
  if (paths.length === 0 && context.stdin.isTTY === true) {
    throw new CliError('filename not specified (see --file or -f)', { exitCode: ExitCode.usage });
  }
  const texts: InputText[] = [];
  for (const path of paths.length === 0 ? ['-'] : paths) {
    if (path === '-') texts.push({ file: '<stdin>', text: await readStdin(context) });
    else texts.push(...readPath(path, context.cwd));
  }
  return texts;
}

function readPath(path: string, cwd: string): InputText[] {
  try {
    return listFiles(resolve(cwd, path)).map((file) => ({
      file: shownPath(file, path, cwd),
      text: readFileSync(file, 'utf8'),
    }));
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A file of a folder is shown below the folder as the user wrote it. */
function shownPath(file: string, path: string, cwd: string): string {
  return path + file.slice(resolve(cwd, path).length);
}

async function readStdin({ stdin }: CliContext): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += buffer.length;
    if (bytes > MAX_STDIN_BYTES) {
      throw new CliError('standard input holds more than 256 MiB', { exitCode: ExitCode.badInput });
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
