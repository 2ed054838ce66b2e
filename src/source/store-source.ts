// Snapshots of the store. After the first read only changes are read, so what did not change stays the same object.
import type { KubeObject } from '../kinds/object.ts';
import { policyFindings } from '../kinds/policy/not-enforced.ts';
import { ApiError } from '../lib/errors.ts';
import { openHomeStore } from '../objects/open-objects.ts';
import type { DiskFiles } from '../snapshot/disk-file.ts';
import { buildSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import type { ObjectKey, Store, Subscription } from '../store/store.ts';
import { certificatePaths, readDiskFiles } from './disk-files.ts';
import { overrideServices, type ServiceOverride } from './service-overrides.ts';
import type { Source, SourceState } from './source.ts';
import { type FileWatch, watchFiles } from './watch-files.ts';

export interface StoreSourceOptions {
  readonly overrides: readonly ServiceOverride[];
  readonly meshConfigText: string | undefined;
}

export class StoreSource implements Source {
  readonly #store: Store;
  readonly #options: StoreSourceOptions;
  readonly #objects = new Map<string, KubeObject>();
  #revision = -1;
  #files: DiskFiles = new Map();
  #snapshot: Snapshot | undefined;
  #subscription: Subscription | undefined;
  #fileWatch: FileWatch | undefined;

  /**
   * Opens the store of a state folder; it is made where there is none.
   * @throws CliError where it cannot be used
   */
  static async open(home: string, options: StoreSourceOptions): Promise<StoreSource> {
    return new StoreSource(await openHomeStore(home, 'write', { now: () => new Date() }), options);
  }

  /** @param store is closed with the source */
  constructor(store: Store, options: StoreSourceOptions) {
    this.#store = store;
    this.#options = options;
  }

  read(): Promise<SourceState> {
    const hasChanged = this.#readObjects();
    const paths = certificatePaths(this.#objects.values());
    this.#fileWatch?.setPaths(paths);
    const files = readDiskFiles(paths, this.#files);
    const sameFiles =
      files.size === this.#files.size && [...files].every(([path, file]) => this.#files.get(path) === file);
    if (this.#snapshot === undefined || hasChanged || !sameFiles) {
      this.#files = files;
      this.#snapshot = buildSnapshot({
        revision: this.#revision,
        objects: overrideServices([...this.#objects.values()], this.#options.overrides),
        files,
        ...(this.#options.meshConfigText !== undefined && { meshConfigText: this.#options.meshConfigText }),
      });
    }
    return Promise.resolve({ snapshot: this.#snapshot, findings: policyFindings(this.#objects.values()) });
  }

  watch(onChange: () => void): void {
    this.#subscription = this.#store.subscribe(onChange);
    this.#fileWatch = watchFiles(onChange);
  }

  check(): void {
    this.#subscription?.check();
    this.#fileWatch?.check();
  }

  close(): void {
    this.#subscription?.close();
    this.#fileWatch?.close();
    this.#store.close();
  }

  /** Brings the objects up to the store's revision; tells whether anything was different. */
  #readObjects(): boolean {
    if (this.#revision < 0) return this.#readAll();
    try {
      const changes = this.#store.changes(this.#revision);
      for (const { type, key, value, revision } of changes) {
        if (type === 'put') this.#objects.set(keyOf(key), value as KubeObject);
        else this.#objects.delete(keyOf(key));
        this.#revision = revision;
      }
      return changes.length > 0;
    } catch (error) {
      // the log was compacted beyond what we have seen
      if (error instanceof ApiError && error.reason === 'Expired') return this.#readAll();
      throw error;
    }
  }

  #readAll(): true {
    const { revision, objects } = this.#store.list();
    this.#objects.clear();
    for (const { key, value } of objects) this.#objects.set(keyOf(key), value as KubeObject);
    this.#revision = revision;
    return true;
  }
}

function keyOf({ group, kind, namespace, name }: ObjectKey): string {
  return `${group}/${kind}/${namespace}/${name}`;
}
