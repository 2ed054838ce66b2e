import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';

/** The temporary file that is edited. It may hold keys: only its owner may read it. */
export class EditFile {
  readonly path: string;

  constructor(suffix: 'yaml' | 'json', { env }: CliContext) {
    this.path = join(env.TMPDIR || tmpdir(), `ictl-edit-${randomBytes(6).toString('hex')}.${suffix}`);
    this.#write('', 'wx');
  }

  write(text: string): void {
    this.#write(text, 'w');
  }

  /** @throws CliError where it cannot be read: an editor may have removed it */
  read(): string {
    try {
      return readFileSync(this.path, 'utf8');
    } catch (error) {
      throw this.#unusable(error);
    }
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }

  #write(text: string, flag: string): void {
    try {
      writeFileSync(this.path, text, { flag, mode: 0o600 });
    } catch (error) {
      throw this.#unusable(error);
    }
  }

  #unusable(cause: unknown): CliError {
    const why = cause instanceof Error ? cause.message : String(cause);
    return new CliError(`the temporary file cannot be used: ${why}`, {
      exitCode: ExitCode.unavailable,
      hint: 'set TMPDIR to a folder that can be written to',
      cause,
    });
  }
}
