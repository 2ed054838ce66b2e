import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { type ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import { dependsOnMachine } from '../../objects/computed-status.ts';
import { idleMachine, type Machine } from '../../objects/machine.ts';
import type { Objects } from '../../objects/objects.ts';
import { openObjects } from '../../objects/open-objects.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import { type FilterFlags, objectFilter } from '../input/object-filter.ts';
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
  /** Each kind once, unless it was asked for in several versions. */
  readonly kinds: readonly KindSelection[];
  /** One object was asked for by name: it is printed by itself, not as an item of a List. */
  readonly isSingle: boolean;
  /** undefined: all. */
  readonly namespace: string | undefined;
  /** What happened to the one object, where it is watched. */
  readonly event?: string;
}

interface SelectFlags extends GlobalOptions, FilterFlags {
  readonly allNamespaces?: boolean;
}

/** Reads what was asked for. @throws CliError where the flags contradict each other */
export async function selectObjects(
  asked: readonly ResourceArgument[],
  flags: SelectFlags,
  context: CliContext,
): Promise<Selection> {
  refuseContradictions(asked, flags);
  const namespace = selectedNamespace(flags);
  const filters = asked.map(({ kind }) => objectFilter(flags, kind));
  const home = homeFolder(flags, context);
  const machine = await machineFor(asked, home);
  const objects = await openObjects(home, 'read', { now: context.now, machine });
  try {
    const kinds = asked.map((argument, index) => selectKind(objects, argument, namespace, filters[index]));
    return { kinds: joined(kinds), isSingle: isSingle(asked), namespace };
  } finally {
    objects.close();
  }
}

/** Returns the namespace that the flags mean; undefined for all. */
export function selectedNamespace({ allNamespaces, namespace }: SelectFlags): string | undefined {
  return allNamespaces ? undefined : (namespace ?? DEFAULT_NAMESPACE);
}

/** Tells whether one object is named, and nothing else. */
function isSingle(asked: readonly ResourceArgument[]): boolean {
  return asked.length === 1 && asked[0]?.names.length === 1;
}

/** Most kinds look the same whether a server runs or not: then nothing of sockets is loaded. */
export async function machineFor(asked: readonly ResourceArgument[], home: string): Promise<Machine> {
  if (!asked.some(({ kind }) => dependsOnMachine(kind))) return idleMachine;
  const { lookAtMachine } = await import('./look-at-machine.ts');
  return lookAtMachine(home);
}

function selectKind(
  objects: Objects,
  { kind, names, apiVersion = kind.storageVersion, namespace: own }: ResourceArgument,
  namespace: string | undefined,
  matches: (object: KubeObject) => boolean = () => true,
): KindSelection {
  if (names.length === 0) {
    return { kind, apiVersion, items: objects.list(kind, namespace).items.filter(matches), missing: [] };
  }
  const items: KubeObject[] = [];
  const missing: ApiError[] = [];
  for (const name of names) {
    const ref = { kind, namespace: kind.namespaced ? (own ?? namespace ?? '') : '', name };
    const found = objects.find(ref);
    if (found === undefined) missing.push(objects.notFound(ref));
    else items.push(found);
  }
  return { kind, apiVersion, items, missing };
}

/** `gw/a gw/b` is one table. */
function joined(kinds: readonly KindSelection[]): readonly KindSelection[] {
  const result: KindSelection[] = [];
  for (const one of kinds) {
    const at = result.findIndex(({ kind, apiVersion }) => kind === one.kind && apiVersion === one.apiVersion);
    const before = result[at];
    if (before === undefined) result.push(one);
    else {
      const items = [...before.items, ...one.items];
      result[at] = { ...before, items, missing: [...before.missing, ...one.missing] };
    }
  }
  return result;
}

/** @throws CliError where names are given and flags that choose */
export function refuseContradictions(asked: readonly ResourceArgument[], flags: SelectFlags): void {
  if (!asked.some(({ names }) => names.length > 0)) return;
  if (flags.allNamespaces) {
    throw new CliError('a resource cannot be retrieved by name across all namespaces', { exitCode: ExitCode.usage });
  }
  if (flags.selector !== undefined || flags.fieldSelector !== undefined) {
    throw new CliError('a selector and names exclude each other', { exitCode: ExitCode.usage });
  }
}
