import { WheelEntry } from './timer-wheel.ts';

/** Calls methods of its owner; made only for requests that have a timeout. */
export class StreamTimer extends WheelEntry {
  readonly #onDeadline: () => void;
  readonly #onDefect: (() => void) | undefined;

  /** @param onDefect ends what has the deadline where a defect kept that from being met */
  constructor(onDeadline: () => void, onDefect?: () => void) {
    super();
    this.#onDeadline = onDeadline;
    this.#onDefect = onDefect;
  }

  override onDeadline(): void {
    this.#onDeadline();
  }

  override onDefect(): void {
    this.#onDefect?.();
  }
}
