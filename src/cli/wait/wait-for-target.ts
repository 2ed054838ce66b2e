import type { KubeObject } from '../../kinds/object.ts';
import { followObjects } from '../../objects/follow-objects.ts';
import type { Machine } from '../../objects/machine.ts';
import type { ObjectList, Objects } from '../../objects/objects.ts';
import type { ObjectSelection } from '../../objects/write-request.ts';
import { isConditionMet } from './condition-met.ts';
import type { WaitCondition } from './wait-condition.ts';

export interface WaitTarget {
  readonly selection: ObjectSelection;
  /** The name of the one object that is meant; it need not be there yet. */
  readonly name?: string;
  /** What there is to begin with. */
  readonly from: ObjectList;
  /** Where the condition depends on it: yields the machine whenever it is another. */
  readonly machines?: (signal: AbortSignal) => AsyncIterable<Machine>;
}

/** An object that is waited for. */
export interface Awaited {
  readonly name: string;
  /** As it was last seen; undefined for one that never was. */
  readonly object: KubeObject | undefined;
  readonly isThere: boolean;
  /** Of the object that was there to begin with: one with another is not that one. */
  readonly uid: string | undefined;
}

/**
 * Waits until the objects of a target, those that are there to begin with, are all as they are waited for. Calls `met`
 * for each at once; the answer is those that were not by the time `signal` was aborted.
 */
export async function waitForTarget(
  objects: Objects,
  { selection, name, from, machines }: WaitTarget,
  condition: WaitCondition,
  met: (awaited: Awaited) => Promise<void>,
  signal: AbortSignal,
): Promise<readonly Awaited[]> {
  const waiting = new Map(
    from.items.filter(selection.matches).map((object) => [keyOf(object), seen(object, object.metadata.uid)]),
  );
  // Nothing fits yet: then the first that comes is the one.
  const waitsForAny = condition.type === 'create' && waiting.size === 0;
  if (name !== undefined && waiting.size === 0) {
    waiting.set(`${selection.namespace ?? ''}/${name}`, { name, object: undefined, isThere: false, uid: undefined });
  }
  const settle = async (key: string, awaited: Awaited) => {
    waiting.set(key, awaited);
    if (!isMet(condition, awaited)) return;
    waiting.delete(key);
    await met(awaited);
  };
  for (const [key, awaited] of [...waiting]) await settle(key, awaited);
  if (waiting.size === 0 && !waitsForAny) return [];
  const start = machines === undefined ? { from } : { from, machines };
  for await (const { type, object } of followObjects(objects, selection, start, signal)) {
    const key = keyOf(object);
    const last = waiting.get(key);
    if (last === undefined && !waitsForAny) continue;
    await settle(key, { ...seen(object, last?.uid), isThere: type !== 'DELETED' });
    if (waiting.size === 0) return [];
  }
  return [...waiting.values()];
}

function seen(object: KubeObject, uid: string | undefined): Awaited {
  return { name: object.metadata.name, object, isThere: true, uid };
}

function isMet(condition: WaitCondition, { object, isThere, uid }: Awaited): boolean {
  if (condition.type === 'delete') return !isThere || (uid !== undefined && object?.metadata.uid !== uid);
  return isThere && object !== undefined && isConditionMet(condition, object);
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
