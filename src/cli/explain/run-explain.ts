// `ictl explain`: what a kind is for, and what its fields do.
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { paintFor } from '../output/paint.ts';
import { explainText } from './explain-text.ts';
import { findField } from './find-field.ts';
import { namedKind, schemaOfKind } from './find-schema.ts';

export interface ExplainFlags extends GlobalOptions {
  readonly recursive?: boolean;
  readonly apiVersion?: string;
}

const MAX_WIDTH = 120;
const PIPE_WIDTH = 80;

/** Explains what a path names: `gateway.spec.servers`. @throws CliError where there is no such kind or field */
export async function runExplain(path: string, flags: ExplainFlags, context: CliContext): Promise<void> {
  const [type = '', ...names] = path.split('.');
  if (type === '' || names.includes('')) {
    throw new CliError(`"${path}" is not of the form KIND.FIELD.FIELD`, {
      exitCode: ExitCode.usage,
      hint: 'write it as in ictl explain gateway.spec.servers',
    });
  }
  const kind = namedKind(type);
  const { apiVersion, schema } = await schemaOfKind(kind, flags.apiVersion);
  const fields = names.map((name) => name.replace(/\[\d*\]$/, ''));
  const field = findField(schema, fields);
  const { stdout, env } = context;
  const layout = {
    isRecursive: flags.recursive === true,
    width: Math.min(stdout.columns ?? PIPE_WIDTH, MAX_WIDTH),
    paint: await paintFor(stdout, env, flags.color),
  };
  stdout.write(explainText({ kind, apiVersion, schema, path: fields, field }, layout));
}
