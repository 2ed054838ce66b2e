// The embedded store: current state and an append-only log of changes. Knows no kind; values are JSON.
// Implementations: sqlite/ (several processes, durable) and memory-store.ts; one test suite for both.

/** Names a stored object. Cluster-scoped objects have namespace ''. */
export interface ObjectKey {
  /** API group, '' for core; without version, for all versions are views of one object. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface StoredObject {
  readonly key: ObjectKey;
  /** The object in its storage version, without metadata.resourceVersion. Deeply frozen or freshly parsed. */
  readonly value: unknown;
  /** Revision of the last write: resourceVersion. */
  readonly revision: number;
}

export interface Change {
  readonly revision: number;
  readonly type: 'put' | 'delete';
  readonly key: ObjectKey;
  /** The new value; for a delete the last one. */
  readonly value: unknown;
}

export interface ListFilter {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
}

/** Writes of one transaction. Each write takes the next revision. */
export interface Transaction {
  readonly revision: number;
  get(key: ObjectKey): StoredObject | undefined;
  list(filter: ListFilter): StoredObject[];
  /** Stores a value; the answer is its revision. */
  put(key: ObjectKey, value: unknown): number;
  /** False where there was none. */
  delete(key: ObjectKey): boolean;
}

export interface Subscription {
  /** Looks for changes at once, as when another process says that it wrote. */
  check(): void;
  close(): void;
}

export interface Store {
  /** The revision of the last committed write; 0 in an empty store. */
  revision(): number;
  get(key: ObjectKey): StoredObject | undefined;
  /** Objects in key order, and the revision they are a consistent view of. */
  list(filter?: ListFilter): { readonly revision: number; readonly objects: StoredObject[] };
  /**
   * Changes after a revision, oldest first.
   * @throws ApiError Expired where the log no longer reaches back that far.
   */
  changes(after: number): Change[];
  /**
   * Runs `work` with the write lock and commits durably before it returns; a throw rolls everything back.
   * Compare-and-swap is done inside: read, decide, put.
   */
  write<T>(work: (transaction: Transaction) => T): T;
  /** Calls back when the store may have changed, in this process or in another, until the subscription is closed. */
  subscribe(listener: () => void): Subscription;
  /** Drops log entries up to and including a revision; the current state stays. */
  compact(upTo: number): void;
  close(): void;
}
