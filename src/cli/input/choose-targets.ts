// Which stored objects a command works on: named by words or by files, or chosen by -l, --field-selector and --all.
import type { Decoded } from '../../kinds/decode/decoded.ts';
import { findKind } from '../../kinds/registry.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { ObjectRef } from '../../objects/object-ref.ts';
import type { WriteTarget } from '../../objects/write-request.ts';
import type { CliContext } from '../command.ts';
import { nothingFound } from '../output/nothing-found.ts';
import { configName } from '../write/result-text.ts';
import { decodeInput, unknownKindText } from './load-objects.ts';
import { DEFAULT_NAMESPACE, namespaceFor } from './namespace-rule.ts';
import { objectFilter } from './object-filter.ts';
import { parseResourceArguments, type ResourceArgument } from './resource-arguments.ts';
import type { TargetFlags } from './target-flags.ts';

/** With the version that was asked for, as in `gateways.v1beta1.networking.istio.io`. */
export type Target = WriteTarget & { readonly apiVersion?: string };

/** What messages say of the command. */
export interface CommandWords {
  /** `delete` */
  readonly verb: string;
  /** A command line that does it right, for hints. */
  readonly example: string;
}

/**
 * Returns what words, files, flags and, with none of them, a pipe mean.
 * @throws CliError where they mean nothing, or contradict each other
 */
export async function chooseTargets(
  words: readonly string[],
  flags: TargetFlags,
  context: CliContext,
  command: CommandWords,
): Promise<readonly Target[]> {
  if (words.length > 0) {
    if (flags.file !== undefined)
      throw usage(`${command.verb} takes no arguments when the file option is used`, command);
    return parseResourceArguments(words).flatMap((argument) => targetsOf(argument, flags, command));
  }
  if (flags.file === undefined && context.stdin.isTTY === true) throw nothingNamed(command);
  refuseSelectors(flags, 'a file', command);
  return targetsOfFiles(flags, context, command);
}

/** Returns what to say where selectors chose nothing. */
export function nothingChosen(targets: readonly Target[]): string {
  const selections = targets.flatMap((target) => ('selection' in target ? [target.selection] : []));
  return nothingFound(
    selections.map(({ kind }) => kind),
    selections[0]?.namespace,
  );
}

function targetsOf(argument: ResourceArgument, flags: TargetFlags, command: CommandWords): readonly Target[] {
  const { kind, names, apiVersion, category } = argument;
  const version = apiVersion === undefined ? {} : { apiVersion };
  const namespace = flags.namespace ?? DEFAULT_NAMESPACE;
  if (names.length > 0) {
    refuseSelectors(flags, 'a name', command);
    return names.map((name) => ({ ref: { kind, namespace: kind.namespaced ? namespace : '', name }, ...version }));
  }
  const isFiltered = flags.selector !== undefined || flags.fieldSelector !== undefined;
  if (flags.all === true && isFiltered) throw usage('--all and a selector exclude each other', command);
  if (flags.all !== true && !isFiltered) throw nothingNamed(command);
  // Whoever means everything does not mean Pods, which are not there to be written.
  if (category !== undefined && kind.kind === 'Pod') return [];
  const selection = {
    kind,
    namespace: flags.allNamespaces ? undefined : namespace,
    matches: objectFilter(flags, kind),
  };
  return [{ selection, ...version }];
}

function refuseSelectors(flags: TargetFlags, beside: string, command: CommandWords): void {
  const { selector, fieldSelector, all, allNamespaces } = flags;
  if (selector !== undefined || fieldSelector !== undefined || all === true) {
    throw usage(`${beside} and a selector exclude each other`, command);
  }
  if (allNamespaces === true) throw usage(`${beside} and --all-namespaces exclude each other`, command);
}

async function targetsOfFiles(
  { file = [], namespace }: TargetFlags,
  context: CliContext,
  { verb }: CommandWords,
): Promise<readonly Target[]> {
  const decoded = await decodeInput(file, context);
  if (decoded.length === 0) throw badInput(`nothing to ${verb}`);
  return decoded.map((one) => ({ ref: refOfDecoded(one, namespace, verb) }));
}

/** Only the name is asked for: an object that would be refused today may have been stored by an earlier ictl. */
function refOfDecoded(
  { apiVersion, kind: kindName, namespace, name }: Decoded,
  flag: string | undefined,
  verb: string,
): ObjectRef {
  const kind = findKind(apiVersion, kindName);
  if (kind === undefined) throw badInput(unknownKindText(apiVersion, kindName));
  const ref = { kind, namespace: kind.namespaced ? namespaceFor(namespace, flag) : '', name };
  if (name === '') throw badInput(`cannot ${verb} ${configName(ref)}: resource name may not be empty`);
  return ref;
}

function nothingNamed(command: CommandWords): CliError {
  return usage('provide configuration type and name or -f option', command);
}

function usage(message: string, { example }: CommandWords): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint: example });
}

function badInput(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.badInput });
}
