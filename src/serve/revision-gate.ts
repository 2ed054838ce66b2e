// Who waits for a revision to be in force (`--wait`, tests), and what they are told.
import type { WaitOutcome } from '../control/protocol.ts';

interface Waiter {
  readonly revision: number;
  readonly resolve: (outcome: WaitOutcome) => void;
}

export class RevisionGate {
  #revision: number | undefined;
  readonly #waiters = new Set<Waiter>();

  /** The revision in force; undefined before the first. */
  get revision(): number | undefined {
    return this.#revision;
  }

  /** A revision is in force: those who wait for it or an earlier one go on. */
  reach(revision: number): void {
    this.#revision = revision;
    for (const waiter of this.#waiters) if (waiter.revision <= revision) this.#finish(waiter, undefined);
  }

  /** A revision cannot be put in force: those who wait for it or an earlier one learn why. */
  refuse(revision: number, reason: string): void {
    for (const waiter of this.#waiters) if (waiter.revision <= revision) this.#finish(waiter, reason);
  }

  /** Resolves when the revision or a later one is in force or refused, or when `signal` is aborted. */
  wait(revision: number, signal: AbortSignal): Promise<WaitOutcome> {
    if (this.#revision !== undefined && this.#revision >= revision)
      return Promise.resolve(this.#outcome(revision, undefined));
    return new Promise((resolve) => {
      const waiter = { revision, resolve };
      this.#waiters.add(waiter);
      signal.addEventListener('abort', () => this.#finish(waiter, undefined), { once: true });
      if (signal.aborted) this.#finish(waiter, undefined);
    });
  }

  #finish(waiter: Waiter, reason: string | undefined): void {
    if (this.#waiters.delete(waiter)) waiter.resolve(this.#outcome(waiter.revision, reason));
  }

  #outcome(wanted: number, reason: string | undefined): WaitOutcome {
    const revision = this.#revision ?? 0;
    return {
      isReached: this.#revision !== undefined && revision >= wanted,
      revision,
      ...(reason !== undefined && { reason }),
    };
  }
}
