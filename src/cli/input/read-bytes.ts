import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CliError, ExitCode } from '../../lib/errors.ts';

/** What etcd takes, and so what any cluster takes, for a Secret. */
const MAX_BYTES = 1024 * 1024;

/** Reads a small file that an option names. @throws CliError where it cannot be, or is too large for a Secret */
export function readBytes(path: string, cwd: string): Buffer {
  const file = resolve(cwd, path);
  try {
    if (statSync(file).size > MAX_BYTES) throw tooLarge(path);
    return readFileSync(file);
  } catch (error) {
    throw error instanceof CliError ? error : unreadable(path, error);
  }
}

/** The error for a file or folder that cannot be read, in the words of Go's tools: `open x: no such file or directory`. */
export function unreadable(path: string, cause: unknown): CliError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or directory',
    EACCES: 'permission denied',
    EISDIR: 'is a directory',
  };
  const reason = reasons[String(code)] ?? (cause instanceof Error ? cause.message : String(cause));
  return new CliError(`open ${path}: ${reason}`, { exitCode: ExitCode.badInput, cause });
}

function tooLarge(path: string): CliError {
  return new CliError(`${path} is larger than 1 MiB, which is more than a Secret holds`, {
    exitCode: ExitCode.badInput,
  });
}
