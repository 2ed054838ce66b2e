import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { Subscription } from '../store.ts';

/** How late a change is noticed where the file system tells nothing of it. */
const POLL_MS = 500;

/**
 * Calls `listener` when the revision of a store file moves, whichever process wrote: on events of the file's folder,
 * and every 500 ms as a net. Errors of reading are the next reader's to report. Keeps no process alive.
 */
export function watchRevision(file: string, readRevision: () => number, listener: () => void): Subscription {
  let known = readRevision();
  const check = () => {
    let revision: number;
    try {
      revision = readRevision();
    } catch {
      return; // locked or damaged: whoever lists next says so
    }
    if (revision === known) return;
    known = revision;
    listener();
  };
  const watcher = watchFolder(dirname(file), check);
  const timer = setInterval(check, POLL_MS).unref();
  return {
    check,
    close() {
      clearInterval(timer);
      watcher?.close();
    },
  };
}

function watchFolder(folder: string, check: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, check);
    watcher.on('error', () => watcher.close()); // the folder is gone; the timer goes on
    return watcher;
  } catch {
    return undefined; // no watches left on this machine: the timer alone does it
  }
}
