import { WheelEntry } from './timer-wheel.ts';

/** Calls a method of its owner; made only for requests that have a timeout. */
export class StreamTimer extends WheelEntry {
  readonly #onDeadline: () => void;

  constructor(onDeadline: () => void) {
    super();
    this.#onDeadline = onDeadline;
  }

  override onDeadline(): void {
    this.#onDeadline();
  }
}
