import { basename } from 'node:path';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';
import { createSecret } from './create-secret.ts';
import type { WriteFlags } from './write-flags.ts';

interface GenericFlags extends WriteFlags, GlobalOptions {
  readonly fromLiteral?: readonly string[];
  readonly fromFile?: readonly string[];
  readonly type: string;
}

/** Creates a Secret of values and files. @throws CliError or ApiError */
export async function createGenericSecret(name: string, flags: GenericFlags, context: CliContext): Promise<void> {
  const data = new Map<string, Buffer>();
  for (const literal of flags.fromLiteral ?? []) {
    const [key, value] = splitAtEquals(literal);
    if (value === undefined) throw usage(`--from-literal takes KEY=VALUE, not "${literal}"`);
    add(data, key, Buffer.from(value));
  }
  for (const source of flags.fromFile ?? []) {
    const [key, file = key] = splitAtEquals(source);
    add(data, file === key ? basename(file) : key, readBytes(file, context.cwd));
  }
  await createSecret({ name, type: flags.type, data }, flags, context);
}

function add(data: Map<string, Buffer>, key: string, bytes: Buffer): void {
  if (data.has(key)) throw usage(`the key ${key} is given twice`);
  data.set(key, bytes);
}

function splitAtEquals(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function usage(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage });
}
