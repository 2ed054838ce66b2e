import type { Headers } from '../../http/headers.ts';
import { ReceiveWindow } from './receive-window.ts';

/** Where the bytes of a stream go. */
export interface IncomingBodyOwner {
  readonly id: number;
  onBody(chunk: Buffer, end: boolean): void;
  onBodyTrailers(trailers: Headers): void;
}

/** What a body needs of its connection. */
export interface BodySource {
  /** Bytes have been consumed: the windows of the connection and of an open stream may be opened again. */
  release(bytes: number): void;
  windowUpdate(stream: number, increment: number): void;
}

const EMPTY = Buffer.alloc(0);

/** The content of a message on its way in: keeps what nobody wants yet, which the stream's window bounds. */
export class IncomingBody {
  readonly window: ReceiveWindow;
  /** Bytes so far. */
  received = 0;
  /** The peer has sent the end. */
  ended = false;
  readonly #source: BodySource;
  readonly #owner: IncomingBodyOwner;
  #paused: boolean;
  /** The end, or the trailers, have been handed on. */
  #delivered = false;
  #dropping = false;
  #held: Buffer[] | undefined = undefined;
  #trailers: Headers | undefined = undefined;

  constructor(source: BodySource, owner: IncomingBodyOwner, options: { windowBytes: number; paused: boolean }) {
    this.#source = source;
    this.#owner = owner;
    this.window = new ReceiveWindow(options.windowBytes);
    this.#paused = options.paused;
  }

  /** Whether nobody reads the rest. */
  get isDropped(): boolean {
    return this.#dropping;
  }

  /** Bytes of a DATA frame, which are copied if they have to wait. */
  take(chunk: Buffer, end: boolean): void {
    this.received += chunk.length;
    this.ended = end;
    if (this.#dropping) this.#release(chunk.length);
    else if (this.#paused) {
      if (chunk.length > 0) this.#hold(Buffer.from(chunk));
    } else this.#deliver(chunk, end);
  }

  /** The head was the end of the message. */
  markEnded(): void {
    this.ended = true;
    this.#delivered = true;
  }

  takeTrailers(trailers: Headers): void {
    this.ended = true;
    this.#trailers = trailers;
    if (!this.#paused && !this.#dropping) this.#deliverEnd();
  }

  pause(): void {
    this.#paused = true;
  }

  /** Hands on what has waited; the owner may pause again meanwhile. */
  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    const held = this.#held;
    while (held !== undefined && held.length > 0 && !this.#paused && !this.#dropping) {
      const chunk = held.shift() as Buffer;
      this.#deliver(chunk, this.ended && held.length === 0 && this.#trailers === undefined);
    }
    const isEmpty = held === undefined || held.length === 0;
    if (isEmpty && this.ended && !this.#paused && !this.#dropping) this.#deliverEnd();
  }

  /** Nobody wants what is still to come, or waits. */
  drop(): void {
    if (this.#dropping) return;
    this.#dropping = true;
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const chunk of held) this.#release(chunk.length);
  }

  /** Padding, or the bytes of a frame that was no part of the message. */
  skip(bytes: number): void {
    this.#release(bytes);
  }

  #hold(chunk: Buffer): void {
    this.#held ??= [];
    this.#held.push(chunk);
  }

  #deliver(chunk: Buffer, end: boolean): void {
    if (end) this.#delivered = true;
    this.#owner.onBody(chunk, end);
    this.#release(chunk.length);
  }

  #deliverEnd(): void {
    if (this.#delivered) return;
    this.#delivered = true;
    if (this.#trailers === undefined) this.#owner.onBody(EMPTY, true);
    else this.#owner.onBodyTrailers(this.#trailers);
  }

  #release(bytes: number): void {
    if (bytes === 0) return;
    this.#source.release(bytes);
    if (this.ended) return;
    const increment = this.window.release(bytes);
    if (increment > 0) this.#source.windowUpdate(this.#owner.id, increment);
  }
}
