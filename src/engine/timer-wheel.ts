// One coarse clock for all connections: deadlines of seconds to hours need no timer each, and moving one on must cost
// nothing, because it happens with every request.
import { contain } from './guard.ts';

/** Something with a deadline. The wheel owns the fields; `onDeadline` decides what is due and sets the next deadline. */
export abstract class WheelEntry {
  /** When it is due. Moving it on is only this assignment. */
  deadline = 0;
  /** When the wheel looks at it next, never later than the deadline. */
  due = 0;
  next: WheelEntry | undefined = undefined;
  previous: WheelEntry | undefined = undefined;
  slot = -1;

  abstract onDeadline(): void;

  /** A defect was thrown out of onDeadline: ends what has the deadline. */
  onDefect(): void {}
}

/** A power of two. One slot more holds the list that is being visited. */
const SLOTS = 64;

export interface TimerWheelOptions {
  readonly tickMs?: number;
  /** Monotonic milliseconds. */
  readonly clock?: () => number;
}

/**
 * A hashed timing wheel. Entries are looked at when due or once a round (64 ticks), and never early: a deadline is
 * met within two ticks after it.
 */
export class TimerWheel {
  /** The time of the last tick. */
  now: number;
  readonly #tickMs: number;
  readonly #clock: () => number;
  readonly #slots: (WheelEntry | undefined)[] = new Array<WheelEntry | undefined>(SLOTS + 1).fill(undefined);
  #tick: number;
  #size = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: TimerWheelOptions = {}) {
    this.#tickMs = options.tickMs ?? 500;
    this.#clock = options.clock ?? (() => performance.now());
    this.now = this.#clock();
    this.#tick = Math.floor(this.now / this.#tickMs);
  }

  /** Sets the deadline of an entry to `delayMs` from now. */
  set(entry: WheelEntry, delayMs: number): void {
    // The clock rests while nobody waits.
    if (this.#size === 0) this.#start();
    // The clock stood still since the last tick, so one tick more keeps a deadline from being early.
    const deadline = this.now + this.#tickMs + delayMs;
    entry.deadline = deadline;
    if (entry.slot >= 0 && entry.due <= deadline) return;
    if (entry.slot >= 0) this.#unlink(entry);
    this.#link(entry);
  }

  /** Forgets an entry. */
  clear(entry: WheelEntry): void {
    if (entry.slot < 0) return;
    this.#unlink(entry);
    if (this.#size === 0) this.#stop();
  }

  /** Moves the clock on and calls what is due; the wheel's own interval does this while it has entries. */
  advance(): void {
    this.now = this.#clock();
    const target = Math.floor(this.now / this.#tickMs);
    const passed = Math.min(target - this.#tick, SLOTS);
    this.#tick = target;
    for (let i = passed - 1; i >= 0; i--) this.#visit((target - i) & (SLOTS - 1));
  }

  #visit(slot: number): void {
    // The list moves aside first: callbacks may clear entries of it, and set others into the same slot.
    const aside = this.#slots.length - 1;
    this.#slots[aside] = this.#slots[slot];
    this.#slots[slot] = undefined;
    for (let entry = this.#slots[aside]; entry !== undefined; entry = entry.next) entry.slot = aside;
    for (let entry = this.#slots[aside]; entry !== undefined; entry = this.#slots[aside]) {
      this.#unlink(entry);
      if (entry.deadline > this.now) this.#link(entry);
      else meet(entry);
    }
    if (this.#size === 0) this.#stop();
  }

  #link(entry: WheelEntry): void {
    const due = Math.min(entry.deadline, this.now + (SLOTS - 2) * this.#tickMs);
    const slot = Math.ceil(due / this.#tickMs) & (SLOTS - 1);
    const first = this.#slots[slot];
    entry.due = due;
    entry.slot = slot;
    entry.next = first;
    entry.previous = undefined;
    if (first !== undefined) first.previous = entry;
    this.#slots[slot] = entry;
    this.#size++;
  }

  #unlink(entry: WheelEntry): void {
    if (entry.previous === undefined) this.#slots[entry.slot] = entry.next;
    else entry.previous.next = entry.next;
    if (entry.next !== undefined) entry.next.previous = entry.previous;
    entry.slot = -1;
    entry.next = undefined;
    entry.previous = undefined;
    this.#size--;
  }

  #start(): void {
    if (this.#timer !== undefined) return;
    // After a pause without entries the ticks in between hold nothing.
    this.now = this.#clock();
    this.#tick = Math.floor(this.now / this.#tickMs);
    this.#timer = setInterval(() => this.advance(), this.#tickMs);
    this.#timer.unref();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

function meet(entry: WheelEntry): void {
  try {
    entry.onDeadline();
  } catch (error) {
    contain('deadline', error, () => entry.onDefect());
  }
}
