import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { type ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import { dependsOnMachine } from '../../objects/computed-status.ts';
import { parseLabelSelector } from '../../objects/label-selector.ts';
import { idleMachine, type Machine } from '../../objects/machine.ts';
import type { Objects } from '../../objects/objects.ts';
import { openObjects } from '../../objects/open-objects.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import type { ResourceArgument } from '../input/resource-arguments.ts';

/** The objects of one kind that were asked for. */
export interface KindSelection {
  readonly kind: Kind;
  /** The version to show them in. */
  readonly apiVersion: string;
  readonly items: readonly KubeObject[];
  readonly missing: readonly ApiError[];
}

export interface Selection {
  readonly kinds: readonly KindSelection[];
  /** One object was asked for by name: it is printed by itself, not as an item of a List. */
  readonly isSingle: boolean;
  /** undefined: all. */
  readonly namespace: string | undefined;
}

interface SelectFlags extends GlobalOptions {
  readonly allNamespaces?: boolean;
  readonly selector?: string;
}

/** Reads what was asked for. @throws CliError where the flags contradict each other */
export async function selectObjects(
  asked: readonly ResourceArgument[],
  flags: SelectFlags,
  context: CliContext,
): Promise<Selection> {
  refuseContradictions(asked, flags);
  const namespace = flags.allNamespaces ? undefined : (flags.namespace ?? DEFAULT_NAMESPACE);
  const matches = flags.selector === undefined ? () => true : parseLabelSelector(flags.selector);
  const home = homeFolder(flags, context);
  const machine = await machineFor(asked, home);
  const objects = await openObjects(home, 'read', { now: context.now, machine });
  try {
    const kinds = asked.map((argument) => selectKind(objects, argument, namespace));
    return {
      kinds: kinds.map((one) => ({ ...one, items: one.items.filter(({ metadata }) => matches(metadata.labels)) })),
      isSingle: asked.length === 1 && asked[0]?.names.length === 1,
      namespace,
    };
  } finally {
    objects.close();
  }
}

/** Most kinds look the same whether a server runs or not: then nothing of sockets is loaded. */
async function machineFor(asked: readonly ResourceArgument[], home: string): Promise<Machine> {
  if (!asked.some(({ kind }) => dependsOnMachine(kind))) return idleMachine;
  const { lookAtMachine } = await import('./look-at-machine.ts');
  return lookAtMachine(home);
}

function selectKind(
  objects: Objects,
  { kind, names, apiVersion = kind.storageVersion }: ResourceArgument,
  namespace: string | undefined,
): KindSelection {
  if (names.length === 0) return { kind, apiVersion, items: objects.list(kind, namespace).items, missing: [] };
  const items: KubeObject[] = [];
  const missing: ApiError[] = [];
  for (const name of names) {
    const ref = { kind, namespace: kind.namespaced ? (namespace ?? '') : '', name };
    const found = objects.find(ref);
    if (found === undefined) missing.push(objects.notFound(ref));
    else items.push(found);
  }
  return { kind, apiVersion, items, missing };
}

function refuseContradictions(asked: readonly ResourceArgument[], flags: SelectFlags): void {
  const named = asked.some(({ names }) => names.length > 0);
  if (named && flags.allNamespaces) {
    throw new CliError('a resource cannot be retrieved by name across all namespaces', { exitCode: ExitCode.usage });
  }
  if (named && flags.selector !== undefined) {
    throw new CliError('a selector and names exclude each other', { exitCode: ExitCode.usage });
  }
}
