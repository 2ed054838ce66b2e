// What `serve` runs from: the store or files, read into immutable snapshots. Knows kinds, not the proxy.
import type { Finding } from '../lib/finding.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

export interface SourceState {
  /** The same object as last time where nothing changed. */
  readonly snapshot: Snapshot;
  /** What is wrong with the input itself: refused objects, broken files, skipped kinds. */
  readonly findings: readonly Finding[];
}

export interface Source {
  /**
   * The current state.
   * @throws CliError where it cannot be read at all
   */
  read(): Promise<SourceState>;
  /** Calls back soon after something may have changed, until close. */
  watch(onChange: () => void): void;
  /** Looks at once instead of waiting for the file system or the clock. */
  check(): void;
  close(): void;
}
