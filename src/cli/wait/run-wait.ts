// `ictl wait`: what is waited for, how it is at first, and what becomes of it until it is as wanted or time is over.
import type { Kind } from '../../kinds/kind.ts';
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import { dependsOnMachine } from '../../objects/computed-status.ts';
import { idleMachine } from '../../objects/machine.ts';
import type { Objects } from '../../objects/objects.ts';
import { openObjects } from '../../objects/open-objects.ts';
import type { ObjectSelection } from '../../objects/write-request.ts';
import type { CliContext } from '../command.ts';
import { choosePrinter } from '../get/choose-printer.ts';
import { lookAtMachine } from '../get/look-at-machine.ts';
import { resourceName } from '../get/resource-name.ts';
import { watchMachine } from '../get/watch-machine.ts';
import { homeFolder } from '../home-folder.ts';
import { chooseTargets, type Target } from '../input/choose-targets.ts';
import type { TargetFlags } from '../input/target-flags.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { timedOut } from './timed-out.ts';
import { parseWaitCondition, type WaitCondition } from './wait-condition.ts';
import { type Awaited, type WaitTarget, waitForTarget } from './wait-for-target.ts';

export interface WaitCommandFlags extends TargetFlags {
  readonly for?: string;
  /** In seconds; below 0 a week, as in kubectl. */
  readonly timeout: number;
  readonly output?: string;
}

const WEEK_SECONDS = 7 * 24 * 3600;
const command = { verb: 'wait', example: 'ictl wait --for=delete gateway/web' };

/** Waits for all that is meant. @throws CliError with exit code 1 where time is over, ApiError NotFound */
export async function runWait(words: readonly string[], flags: WaitCommandFlags, context: CliContext): Promise<void> {
  if (flags.for === undefined) throw usage('--for says what to wait for, and is missing', command.example);
  const condition = parseWaitCondition(flags.for);
  const targets = await chooseTargets(words, flags, context, command);
  const home = homeFolder(flags, context);
  const machine = targets.some((target) => dependsOnMachine(kindOf(target))) ? await lookAtMachine(home) : idleMachine;
  // A store that does not exist yet has to be made, or there would be nothing that others write to.
  const objects = await openObjects(home, 'write', { now: context.now, machine });
  try {
    const machines = (signal: AbortSignal) => watchMachine(home, machine, signal);
    const awaited = targets.map((target) => ({
      ...waitTarget(objects, target, condition),
      ...(dependsOnMachine(kindOf(target)) ? { machines } : {}),
    }));
    refuseNothing(awaited, condition);
    await waitForAll(objects, awaited, condition, flags, context);
  } finally {
    objects.close();
  }
}

function waitTarget(objects: Objects, target: Target, condition: WaitCondition): WaitTarget {
  if ('selection' in target) {
    const { kind, namespace } = target.selection;
    return { selection: target.selection, from: objects.list(kind, namespace) };
  }
  const { kind, namespace, name } = target.ref;
  if (condition.type !== 'create' && condition.type !== 'delete') objects.get(target.ref);
  const selection: ObjectSelection = { kind, namespace, matches: ({ metadata }) => metadata.name === name };
  return { selection, name, from: objects.list(kind, kind.namespaced ? namespace : undefined) };
}

/** What is chosen must be there to be waited for, unless it is to come or to go. */
function refuseNothing(targets: readonly WaitTarget[], { type }: WaitCondition): void {
  if (type === 'create' || type === 'delete') return;
  if (targets.some(({ from, selection }) => from.items.some(selection.matches))) return;
  throw new ApiError('NotFound', 'no matching resources found', { hint: 'to wait until one comes: --for=create' });
}

async function waitForAll(
  objects: Objects,
  targets: readonly WaitTarget[],
  condition: WaitCondition,
  flags: WaitCommandFlags,
  context: CliContext,
): Promise<void> {
  const seconds = flags.timeout < 0 ? WEEK_SECONDS : Math.min(flags.timeout, WEEK_SECONDS);
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(Math.ceil(seconds * 1000))]);
  const met = metPrinter(flags, context);
  const left = await Promise.all(
    targets.map(async (target) => {
      const { kind } = target.selection;
      const late = await waitForTarget(objects, target, condition, (awaited) => met(kind, awaited), signal);
      return late.map((awaited) => ({ kind, awaited }));
    }),
  );
  const late = left.flat();
  if (late.length > 0) throw timedOut(late, condition);
  if (context.signal.aborted) throw new CliError('interrupted while waiting', { exitCode: ExitCode.no });
}

function metPrinter(flags: WaitCommandFlags, context: CliContext): (kind: Kind, awaited: Awaited) => Promise<void> {
  if (flags.output === undefined) {
    return async (kind, { name }) => {
      context.stdout.write(`${escapeLine(resourceName(kind, name))} condition met\n`);
    };
  }
  const print = choosePrinter({ output: flags.output, watch: true }, context);
  return async (kind, { object }) => {
    const items = object === undefined ? [] : [object];
    await print({
      kinds: [{ kind, apiVersion: kind.storageVersion, items, missing: [] }],
      isSingle: true,
      namespace: undefined,
    });
  };
}

function kindOf(target: Target): Kind {
  return 'ref' in target ? target.ref.kind : target.selection.kind;
}

function usage(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint });
}
