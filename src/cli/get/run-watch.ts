// `ictl get --watch`: what is there, then what becomes of it, one object at a time.
import type { KubeObject } from '../../kinds/object.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { dependsOnMachine } from '../../objects/computed-status.ts';
import { followObjects } from '../../objects/follow-objects.ts';
import { openObjects } from '../../objects/open-objects.ts';
import type { ObjectSelection } from '../../objects/write-request.ts';
import type { CliContext } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { objectFilter } from '../input/object-filter.ts';
import type { ResourceArgument } from '../input/resource-arguments.ts';
import { hasRows, type Printer } from './format.ts';
import type { GetFlags } from './run-get.ts';
import { machineFor, refuseContradictions, type Selection, selectedNamespace } from './select-objects.ts';
import { sortSelection } from './sort-selection.ts';
import { watchMachine } from './watch-machine.ts';

/** Shows changes until the run is aborted. @throws CliError, or ApiError NotFound for a name that is not there */
export async function runWatch(
  asked: readonly ResourceArgument[],
  print: Printer,
  flags: GetFlags,
  context: CliContext,
): Promise<void> {
  const argument = onlyOne(asked);
  refuseContradictions(asked, flags);
  const selection = selectionOf(argument, flags);
  const { kind, namespace } = selection;
  const home = homeFolder(flags, context);
  const machine = await machineFor(asked, home);
  const show = (items: readonly KubeObject[], event: string) => {
    const selected = shown(argument, namespace, items);
    return print(flags.outputWatchEvents ? { ...selected, event } : selected);
  };
  // A store that does not exist yet has to be made, or there would be nothing that others write to.
  const objects = await openObjects(home, 'write', { now: context.now, machine });
  try {
    for (const name of argument.names) objects.get({ kind, namespace: namespace ?? '', name });
    const from = objects.list(kind, namespace);
    const first = shown(argument, namespace, from.items.filter(selection.matches));
    if (flags.watchOnly !== true) {
      const items = sorted(first, flags, context);
      for (const part of hasRows(flags) ? [items] : items.map((item) => [item])) await show(part, 'ADDED');
    }
    const machines = (signal: AbortSignal) => watchMachine(home, machine, signal);
    const start = dependsOnMachine(kind) ? { from, machines } : { from };
    for await (const { type, object } of followObjects(objects, selection, start, context.signal)) {
      await show([object], type);
    }
  } finally {
    objects.close();
  }
}

/** As in kubectl: the columns of a table are those of one type. */
function onlyOne(asked: readonly ResourceArgument[]): ResourceArgument {
  const [argument, ...more] = asked;
  if (argument !== undefined && more.length === 0) return argument;
  throw new CliError('you may only specify a single resource type to watch', {
    exitCode: ExitCode.usage,
    hint: 'ictl get gateways --watch',
  });
}

function selectionOf({ kind, names, namespace }: ResourceArgument, flags: GetFlags): ObjectSelection {
  const fits = objectFilter(flags, kind);
  return {
    kind,
    namespace: kind.namespaced ? (namespace ?? selectedNamespace(flags)) : undefined,
    matches: (object) => (names.length === 0 || names.includes(object.metadata.name)) && fits(object),
  };
}

function shown(
  { kind, apiVersion = kind.storageVersion }: ResourceArgument,
  namespace: string | undefined,
  items: readonly KubeObject[],
): Selection {
  return { kinds: [{ kind, apiVersion, items, missing: [] }], isSingle: items.length === 1, namespace };
}

function sorted(first: Selection, { sortBy }: GetFlags, { stderr }: CliContext): readonly KubeObject[] {
  const selection = sortBy === undefined ? first : sortSelection(first, sortBy);
  if (sortBy !== undefined) stderr.write('Warning: --sort-by orders what is there now; changes come as they happen\n');
  return selection.kinds.flatMap(({ items }) => items);
}
