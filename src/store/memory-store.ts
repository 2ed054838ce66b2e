import { compareKeys } from './compare-keys.ts';
import { expiredRevision } from './expired-revision.ts';
import type { Change, ListFilter, ObjectKey, Store, StoredObject, Subscription, Transaction } from './store.ts';

/** A store that ends with its process: for tests, dry runs, and reading where no store was made yet. */
export class MemoryStore implements Store {
  #objects = new Map<string, StoredObject>();
  #log: Change[] = [];
  #revision = 0;
  #compacted = 0;
  readonly #listeners = new Set<() => void>();

  revision(): number {
    return this.#revision;
  }

  get(key: ObjectKey): StoredObject | undefined {
    return this.#objects.get(textOf(key));
  }

  list(filter: ListFilter = {}): { revision: number; objects: StoredObject[] } {
    return { revision: this.#revision, objects: select(this.#objects, filter) };
  }

  changes(after: number): Change[] {
    if (after < this.#compacted || after > this.#revision) throw expiredRevision(after, this.#revision);
    return this.#log.filter((change) => change.revision > after);
  }

  write<T>(work: (transaction: Transaction) => T): T {
    const draft = new Draft(this.#objects, this.#revision);
    const result = work(draft);
    this.#objects = draft.objects;
    this.#log = [...this.#log, ...draft.changes];
    const moved = draft.changes.length > 0;
    this.#revision += draft.changes.length;
    if (moved) for (const listener of this.#listeners) listener();
    return result;
  }

  subscribe(listener: () => void): Subscription {
    this.#listeners.add(listener);
    return { check: () => undefined, close: () => void this.#listeners.delete(listener) };
  }

  compact(upTo: number): void {
    this.#compacted = Math.max(this.#compacted, Math.min(upTo, this.#revision));
    this.#log = this.#log.filter((change) => change.revision > this.#compacted);
  }

  close(): void {
    this.#listeners.clear();
  }
}

/** The state as one transaction sees and changes it; dropped when the transaction throws. */
class Draft implements Transaction {
  readonly revision: number;
  readonly objects: Map<string, StoredObject>;
  readonly changes: Change[] = [];

  constructor(objects: ReadonlyMap<string, StoredObject>, revision: number) {
    this.objects = new Map(objects);
    this.revision = revision;
  }

  get(key: ObjectKey): StoredObject | undefined {
    return this.objects.get(textOf(key));
  }

  list(filter: ListFilter): StoredObject[] {
    return select(this.objects, filter);
  }

  put(key: ObjectKey, value: unknown): number {
    const frozen = deepFreeze(JSON.parse(JSON.stringify(value)));
    const revision = this.#append({ type: 'put', key, value: frozen });
    this.objects.set(textOf(key), { key, value: frozen, revision });
    return revision;
  }

  delete(key: ObjectKey): boolean {
    const stored = this.get(key);
    if (stored === undefined) return false;
    this.objects.delete(textOf(key));
    this.#append({ type: 'delete', key, value: stored.value });
    return true;
  }

  #append(change: Omit<Change, 'revision'>): number {
    const revision = this.revision + this.changes.length + 1;
    this.changes.push({ ...change, revision });
    return revision;
  }
}

function select(objects: ReadonlyMap<string, StoredObject>, filter: ListFilter): StoredObject[] {
  return [...objects.values()]
    .filter(({ key }) => matches(key, filter))
    .sort((left, right) => compareKeys(left.key, right.key));
}

function matches(key: ObjectKey, { group, kind, namespace }: ListFilter): boolean {
  return (
    (group === undefined || key.group === group) &&
    (kind === undefined || key.kind === kind) &&
    (namespace === undefined || key.namespace === namespace)
  );
}

/** No part can hold a NUL, so no two keys read alike. */
function textOf({ group, kind, namespace, name }: ObjectKey): string {
  return [group, kind, namespace, name].join('\0');
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
