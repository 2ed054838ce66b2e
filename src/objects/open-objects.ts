import { join } from 'node:path';
import { MemoryStore } from '../store/memory-store.ts';
import { hasStore, openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { Objects, type ObjectsEnvironment } from './objects.ts';

/** `read` makes no store where there is none: it sees what a new one would hold. */
type OpenMode = 'read' | 'write';

/** Opens the objects of a state folder. @throws CliError where its store cannot be used */
export async function openObjects(home: string, mode: OpenMode, environment: ObjectsEnvironment): Promise<Objects> {
  return new Objects(await openHomeStore(home, mode, environment), environment);
}

/** Opens the store of a state folder, made with its first objects where there is none. */
export async function openHomeStore(home: string, mode: OpenMode, environment: ObjectsEnvironment): Promise<Store> {
  const file = join(home, 'store.db');
  const initialize = async () => (await import('./first-objects.ts')).firstObjects(environment);
  if (mode === 'write' || hasStore(file)) return openSqliteStore(file, { initialize, mode });
  const store = new MemoryStore();
  store.write(await initialize());
  return store;
}
