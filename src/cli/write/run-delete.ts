// `ictl delete`, by name or by file.
import type { Decoded } from '../../kinds/decode/decoded.ts';
import { findKind } from '../../kinds/registry.ts';
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import type { ObjectRef } from '../../objects/object-ref.ts';
import type { WriteResult } from '../../objects/write-request.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { decodeInput, unknownKindText } from '../input/load-objects.ts';
import { DEFAULT_NAMESPACE, namespaceFor } from '../input/namespace-rule.ts';
import { parseResourceArguments } from '../input/resource-arguments.ts';
import { carryOut } from './carry-out.ts';
import { configName, namedResultText, resultText } from './result-text.ts';
import type { WriteFlags } from './write-flags.ts';

interface DeleteFlags extends WriteFlags, GlobalOptions {
  readonly file?: readonly string[];
  readonly ignoreNotFound?: boolean;
}

/** Deletes what the words or the files name. @throws ApiError NotFound after the rest was deleted */
export async function runDelete(words: readonly string[], flags: DeleteFlags, context: CliContext): Promise<void> {
  const refs = await refsToDelete(words, flags, context);
  const results = await carryOut(
    refs.map((ref) => ({ verb: 'delete', ref })),
    flags,
    context,
    words.length > 0 ? namedResultText : resultText,
  );
  const missing = results.filter(({ outcome }) => outcome === 'missing');
  if (missing.length > 0 && flags.ignoreNotFound !== true) throw cannotDelete(missing);
}

async function refsToDelete(words: readonly string[], flags: DeleteFlags, context: CliContext): Promise<ObjectRef[]> {
  if (flags.file !== undefined && words.length > 0) {
    throw usage('delete takes no arguments when the file option is used');
  }
  if (words.length > 0) return refsOfWords(words, flags.namespace ?? DEFAULT_NAMESPACE);
  if (flags.file === undefined && context.stdin.isTTY === true) {
    throw usage('provide configuration type and name or -f option');
  }
  return refsOfFiles(flags, context);
}

function refsOfWords(words: readonly string[], namespace: string): ObjectRef[] {
  return parseResourceArguments(words).flatMap(({ kind, names }) => {
    if (names.length === 0) throw usage('provide configuration type and name or -f option');
    return names.map((name) => ({ kind, namespace: kind.namespaced ? namespace : '', name }));
  });
}

async function refsOfFiles({ file = [], namespace }: DeleteFlags, context: CliContext): Promise<ObjectRef[]> {
  const decoded = await decodeInput(file, context);
  if (decoded.length === 0) throw badInput('nothing to delete');
  return decoded.map((one) => refOfDecoded(one, namespace));
}

/** Only the name is asked for: an object that would be refused today may have been stored by an earlier ictl. */
function refOfDecoded({ apiVersion, kind: kindName, namespace, name }: Decoded, flag: string | undefined): ObjectRef {
  const kind = findKind(apiVersion, kindName);
  if (kind === undefined) throw badInput(unknownKindText(apiVersion, kindName));
  const ref = { kind, namespace: kind.namespaced ? namespaceFor(namespace, flag) : '', name };
  if (name === '') throw badInput(`cannot delete ${configName(ref)}: resource name may not be empty`);
  return ref;
}

function cannotDelete(missing: readonly WriteResult[]): ApiError {
  const lines = missing.map(({ ref, error }) => `cannot delete ${ref.name}: ${error?.message}`);
  const hint = missing[0]?.error?.hint;
  if (lines.length === 1) return new ApiError('NotFound', lines[0] ?? '', hint === undefined ? {} : { hint });
  return new ApiError('NotFound', `${lines.length} errors occurred:\n\n${lines.map((line) => `* ${line}`).join('\n')}`);
}

function usage(message: string): CliError {
  return new CliError(message, {
    exitCode: ExitCode.usage,
    hint: 'ictl delete gateway httpbin-gateway, or ictl delete -f gateway.yaml',
  });
}

function badInput(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.badInput });
}
