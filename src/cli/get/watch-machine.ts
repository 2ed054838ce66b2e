import { type FSWatcher, watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Machine } from '../../objects/machine.ts';
import { lookAtMachine } from './look-at-machine.ts';

/** How late it is noticed that a server is ready, which no file tells. */
const LOOK_EVERY_MS = 500;

/**
 * Yields the machine whenever it is another than before: a server that starts, is ready, or ends writes nothing to the
 * store. Looks when a file of the state folder comes or goes, and every 500 ms.
 */
export async function* watchMachine(home: string, first: Machine, signal: AbortSignal): AsyncGenerator<Machine> {
  let known = first;
  while (!signal.aborted) {
    await changeIn(home, signal);
    if (signal.aborted) return;
    const machine = await lookAtMachine(home);
    if (isDeepStrictEqual(machine, known)) continue;
    known = machine;
    yield machine;
  }
}

async function changeIn(folder: string, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const watcher = watchFolder(folder, () => stop.abort());
  const either = AbortSignal.any([signal, stop.signal]);
  try {
    await sleep(LOOK_EVERY_MS, undefined, { signal: either });
  } catch {
    // Aborted: there is something to look at, or nobody looks any more.
  } finally {
    watcher?.close();
  }
}

function watchFolder(folder: string, listener: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, listener);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined; // the timer alone does it
  }
}
