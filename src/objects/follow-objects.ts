// What becomes of the objects that somebody looks at: those that come to fit a selection, change, and no longer fit.
// Two things move them: what is written, which the store's watch tells, and the machine, for some statuses are computed
// of it. Whoever falls too far behind the log is not told that: the objects are listed again and compared.
import { isDeepStrictEqual } from 'node:util';
import { deploymentKind } from '../kinds/kubernetes/deployment/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import { ApiError } from '../lib/errors.ts';
import type { Machine } from './machine.ts';
import { mergeStreams } from './merge-streams.ts';
import type { ObjectList, Objects } from './objects.ts';
import type { ObjectEvent } from './watch-objects.ts';
import type { ObjectSelection } from './write-request.ts';

export interface ObjectChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** As it is now; the last one for DELETED. */
  readonly object: KubeObject;
}

interface FollowStart {
  /** What the objects were when somebody looked. */
  readonly from: ObjectList;
  /** Yields the machine whenever it is another, until the signal is aborted. */
  readonly machines?: (signal: AbortSignal) => AsyncIterable<Machine>;
}

/** A timer as far away as timers go. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Yields changes of what fits a selection, until `signal` is aborted. */
export async function* followObjects(
  objects: Objects,
  selection: ObjectSelection,
  { from, machines = noMachines }: FollowStart,
  signal: AbortSignal,
): AsyncGenerator<ObjectChange> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // Watching a store keeps no process alive; who follows means to stay.
  const hold = setInterval(() => undefined, LONGEST_TIMER_MS);
  signal.addEventListener('abort', () => clearInterval(hold), { once: true });
  const follower = new Follower(objects, selection, from);
  const streams = [follower.events(either), machines(either)];
  try {
    for await (const event of mergeStreams<ObjectEvent | Machine | 'behind'>(streams, either)) {
      if (event === 'behind') yield* follower.lookAgain();
      else if ('isServing' in event) yield* follower.onMachine(event);
      else yield* follower.onEvent(event);
    }
  } finally {
    clearInterval(hold);
    stop.abort();
  }
}

async function* noMachines(): AsyncGenerator<Machine> {}

class Follower {
  #objects: Objects;
  readonly #selection: ObjectSelection;
  #known: ReadonlyMap<string, KubeObject>;
  /** Changes up to here are seen. */
  #revision: number;

  constructor(objects: Objects, selection: ObjectSelection, from: ObjectList) {
    this.#objects = objects;
    this.#selection = selection;
    this.#known = byName(from.items.filter(selection.matches));
    this.#revision = from.revision;
  }

  /** What is written from here on; `behind` where the log no longer reaches back. */
  async *events(signal: AbortSignal): AsyncGenerator<ObjectEvent | 'behind'> {
    while (!signal.aborted) {
      try {
        yield* this.#objects.watch(this.#revision, signal);
      } catch (error) {
        if (!(error instanceof ApiError) || error.reason !== 'Expired') throw error;
        yield 'behind'; // answered by lookAgain, which moves the revision on
      }
    }
  }

  *onEvent({ type, revision, kind, object }: ObjectEvent): Generator<ObjectChange> {
    if (revision <= this.#revision) return;
    this.#revision = revision;
    const { kind: wanted } = this.#selection;
    // Pods change with the Deployment that has them.
    if (isPod(wanted) && kind === deploymentKind) yield* this.lookAgain();
    else if (kind === wanted && this.#isInNamespace(object))
      yield* this.#onObject(type, this.#objects.view(kind, object));
  }

  onMachine(machine: Machine): Generator<ObjectChange> {
    this.#objects = this.#objects.onMachine(machine);
    return this.lookAgain();
  }

  /** Lists the objects, and tells how they differ from those that were known. */
  *lookAgain(): Generator<ObjectChange> {
    const { kind, namespace, matches } = this.#selection;
    const { revision, items } = this.#objects.list(kind, namespace);
    const before = this.#known;
    this.#known = byName(items.filter(matches));
    this.#revision = Math.max(this.#revision, revision);
    for (const [name, object] of before) if (!this.#known.has(name)) yield { type: 'DELETED', object };
    for (const [name, object] of this.#known) {
      const last = before.get(name);
      if (last === undefined) yield { type: 'ADDED', object };
      else if (!isDeepStrictEqual(last, object)) yield { type: 'MODIFIED', object };
    }
  }

  *#onObject(type: ObjectEvent['type'], object: KubeObject): Generator<ObjectChange> {
    const name = nameOf(object);
    const wasKnown = this.#known.has(name);
    const fits = type === 'put' && this.#selection.matches(object);
    const known = new Map(this.#known);
    if (fits) known.set(name, object);
    else known.delete(name);
    this.#known = known;
    if (fits) yield { type: wasKnown ? 'MODIFIED' : 'ADDED', object };
    else if (wasKnown) yield { type: 'DELETED', object };
  }

  #isInNamespace({ metadata }: KubeObject): boolean {
    const { kind, namespace } = this.#selection;
    return !kind.namespaced || namespace === undefined || metadata.namespace === namespace;
  }
}

function isPod({ group, kind }: ObjectSelection['kind']): boolean {
  return group === '' && kind === 'Pod';
}

function byName(objects: readonly KubeObject[]): ReadonlyMap<string, KubeObject> {
  return new Map(objects.map((object) => [nameOf(object), object]));
}

function nameOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
