// Notices changes of files and folders: at once by events of the file system, and by a look every half second, for
// events are lost on network file systems and on files replaced by rename.
import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';

const POLL_MS = 500;

export interface FileWatch {
  /** Replaces the watched paths. */
  setPaths(paths: readonly string[]): void;
  check(): void;
  close(): void;
}

/**
 * Calls `onChange` whenever one of the paths (files or folders, which need not exist) looks different from before.
 * A path counts as seen from the moment it is set: who sets it first and reads it then misses no change.
 */
export function watchFiles(onChange: () => void): FileWatch {
  let known = new Map<string, string>();
  let watchers = new Map<string, FSWatcher>();

  const check = () => {
    const now = new Map([...known.keys()].map((path) => [path, signatureOf(path)]));
    const hasChanged = [...now].some(([path, signature]) => known.get(path) !== signature);
    known = now;
    if (hasChanged) onChange();
  };
  const timer = setInterval(check, POLL_MS).unref();

  return {
    setPaths(paths) {
      known = new Map(paths.map((path) => [path, known.get(path) ?? signatureOf(path)]));
      watchers = watchFolders(new Set(paths.flatMap((path) => [path, dirname(path)])), watchers, check);
    },
    check,
    close() {
      clearInterval(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** Follows symbolic links, for Kubernetes-style volumes are updated by moving a link. */
function signatureOf(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? 'absent' : `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`;
}

function watchFolders(
  folders: ReadonlySet<string>,
  last: Map<string, FSWatcher>,
  check: () => void,
): Map<string, FSWatcher> {
  const next = new Map<string, FSWatcher>();
  for (const folder of folders) {
    const watcher = last.get(folder) ?? watchFolder(folder, check);
    if (watcher !== undefined) next.set(folder, watcher);
  }
  for (const [folder, watcher] of last) if (!next.has(folder)) watcher.close();
  return next;
}

function watchFolder(folder: string, check: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, check);
    watcher.on('error', () => watcher.close()); // gone; the timer goes on
    return watcher;
  } catch {
    return undefined; // absent, or no watches left on this machine: the timer alone does it
  }
}
