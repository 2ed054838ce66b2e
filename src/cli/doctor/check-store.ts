import { CliError } from '../../lib/errors.ts';
import { hasStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { CliContext } from '../command.ts';
import { openExistingStore, storeFile } from '../config/home-store.ts';
import { bad, type CheckUp, ok } from './check-up.ts';

/** Whether the store opens, its pages fit together, and the clock has not been set back behind it. */
export async function checkStore(home: string, { now }: CliContext): Promise<readonly CheckUp[]> {
  try {
    if (!hasStore(storeFile(home))) return [ok('store', 'none yet'), checkClock([], now())];
    const store = await openExistingStore(home);
    try {
      store.verify();
      const { revision, objects } = store.list();
      const { schemaVersion } = store.facts();
      return [
        ok('store', `${objects.length} objects at revision ${revision}, schema ${schemaVersion}, every page verified`),
        checkClock(
          objects.map(({ value }) => timeOf(value)),
          now(),
        ),
      ];
    } finally {
      store.close();
    }
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return [bad('store', error.message, error.hint ?? 'restore a copy with ictl config restore')];
  }
}

/** Which of two Gateways or VirtualServices wins depends on when they were made. */
function checkClock(times: readonly number[], now: Date): CheckUp {
  const newest = Math.max(...times, 0);
  const shown = `${now.toISOString().slice(0, 19)}Z`;
  if (newest <= now.getTime() + 1_000) return ok('clock', `${shown}, behind no object of the store`);
  const made = new Date(newest).toISOString().slice(0, 19);
  return bad(
    'clock',
    `${shown}, but an object was made at ${made}Z`,
    'set the clock: the order of objects depends on it',
  );
}

function timeOf(value: unknown): number {
  const { metadata } = value as { readonly metadata?: { readonly creationTimestamp?: string } };
  const time = Date.parse(metadata?.creationTimestamp ?? '');
  return Number.isNaN(time) ? 0 : time;
}
