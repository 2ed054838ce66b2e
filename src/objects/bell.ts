/** Wakes the one who waits; a ring that nobody waited for is kept. */
export class Bell {
  #hasRung = false;
  #wake: (() => void) | undefined;

  /** @param signal rings, too, when it is aborted */
  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.ring(), { once: true });
  }

  ring(): void {
    this.#hasRung = true;
    this.#wake?.();
  }

  async rung(): Promise<void> {
    if (!this.#hasRung) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#hasRung = false;
    this.#wake = undefined;
  }
}
