// `ictl schema`: JSON Schemas of the kinds, for editors.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Kind } from '../../kinds/kind.ts';
import { kinds } from '../../kinds/registry.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { namedKind, schemaOfKind } from '../explain/find-schema.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { anyFileSchema, anyKindSchema, fileOf, kindSchema } from './kind-schema.ts';

export interface SchemaFlags extends GlobalOptions {
  readonly all?: boolean;
  readonly outputDir?: string;
  readonly apiVersion?: string;
}

/** The file that fits a document of any kind. */
const anyFile = 'all.json';

/** Prints the schema of a kind, or writes those of all kinds. @throws CliError where it cannot */
export async function runSchema(word: string | undefined, flags: SchemaFlags, context: CliContext): Promise<void> {
  const wanted = wantedKinds(word, flags);
  if (flags.outputDir !== undefined) return writeAll(wanted, flags.outputDir, flags.all === true, context);
  const [kind] = wanted;
  if (flags.all === true || kind === undefined) return print(await anyKindSchema(wanted), context);
  if (flags.apiVersion === undefined) return print(await kindSchema(kind), context);
  const { apiVersion } = await schemaOfKind(kind, flags.apiVersion);
  print(await kindSchema(kind, [apiVersion]), context);
}

function wantedKinds(word: string | undefined, { all, apiVersion }: SchemaFlags): readonly Kind[] {
  if ((word === undefined) === (all !== true)) {
    throw new CliError('name a kind, or all of them with --all', {
      exitCode: ExitCode.usage,
      hint: 'ictl schema gateway, or ictl schema --all --output-dir schemas',
    });
  }
  if (all === true && apiVersion !== undefined) {
    throw new CliError('--api-version goes with one kind', { exitCode: ExitCode.usage });
  }
  return word === undefined ? kinds : [namedKind(word)];
}

async function writeAll(wanted: readonly Kind[], folder: string, isAll: boolean, context: CliContext): Promise<void> {
  const directory = resolve(context.cwd, folder);
  try {
    mkdirSync(directory, { recursive: true });
    for (const kind of wanted) write(join(directory, fileOf(kind)), await kindSchema(kind));
    if (isAll) write(join(directory, anyFile), anyFileSchema(wanted));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new CliError(`the schemas cannot be written: ${error.message}`, {
      exitCode: ExitCode.badInput,
      cause: error,
    });
  }
  const count = wanted.length + (isAll ? 1 : 0);
  context.stdout.write(`Wrote ${count} ${count === 1 ? 'schema' : 'schemas'} to ${escapeLine(folder)}\n`);
  const file = isAll || wanted[0] === undefined ? anyFile : fileOf(wanted[0]);
  context.stdout.write(`For an editor: # yaml-language-server: $schema=${escapeLine(join(directory, file))}\n`);
}

function write(file: string, schema: object): void {
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
}

/** In the order of the schema, not of the alphabet: editors offer fields in it. */
function print(schema: object, { stdout }: CliContext): void {
  stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
}
