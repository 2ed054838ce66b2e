import type { Headers } from '../../http/headers.ts';
import { DEFAULT_FRAME_BYTES, MAX_WINDOW_BYTES } from './frame-format.ts';

/** Whose content it is. */
export interface OutgoingBodyOwner {
  readonly id: number;
  /** All that was sent has left, after a send that was answered false. */
  onBodyWritable(): void;
  /** The end is on its way. */
  onBodySent(): void;
}

/** What a body needs of its connection. */
export interface BodyCarrier {
  /** What the peer takes on the whole connection. */
  sendWindow: number;
  /** False while what is written only waits. */
  readonly takesMore: boolean;
  sendData(stream: number, chunk: Uint8Array, start: number, end: number, endStream: boolean): void;
  sendTrailers(stream: number, trailers: Headers): void;
  /** The body waits for room. */
  park(body: OutgoingBody): void;
}

const EMPTY = Buffer.alloc(0);

/** The content of a message on its way out: keeps what the peer's windows have no room for (RFC 9113 section 5.2). */
export class OutgoingBody {
  /** What the peer takes on this stream; SETTINGS may make it negative. */
  window: number;
  /** Bytes that have been put into frames. */
  sent = 0;
  /** END_STREAM is on its way. */
  ended = false;
  /** Waits in the connection's row. */
  parked = false;
  readonly #carrier: BodyCarrier;
  readonly #owner: OutgoingBodyOwner;
  #held: Buffer[] | undefined = undefined;
  /** Of the first held chunk, what has been sent. */
  #offset = 0;
  #endsWith: 'data' | Headers | undefined = undefined;
  #blocked = false;
  #dropped = false;

  constructor(carrier: BodyCarrier, owner: OutgoingBodyOwner, windowBytes: number) {
    this.#carrier = carrier;
    this.#owner = owner;
    this.window = windowBytes;
  }

  /** Whether bytes, or the end, wait for the peer. */
  get waits(): boolean {
    return this.parked && !this.#dropped;
  }

  /** Sends bytes, which are copied. False: stop until onBodyWritable. */
  send(chunk: Uint8Array, end: boolean): boolean {
    if (this.#dropped || this.#endsWith !== undefined || this.ended) return true;
    if (this.parked) this.#hold(chunk, 0, end);
    else this.#sendNow(chunk, end);
    return end || !this.#blocked;
  }

  sendTrailers(trailers: Headers): void {
    if (this.#dropped || this.#endsWith !== undefined || this.ended) return;
    const end = trailers.flat.length > 0 ? trailers : 'data';
    if (this.parked) this.#endsWith = end;
    else this.#sendEnd(end);
  }

  /** The head was the end of the message. */
  markEnded(): void {
    this.ended = true;
  }

  /** Nothing of it is sent any more. */
  drop(): void {
    this.#dropped = true;
    this.#held = undefined;
  }

  /** The peer takes more on this stream; false where no window can be so large. */
  widen(increment: number): boolean {
    this.window += increment;
    return this.window <= MAX_WINDOW_BYTES;
  }

  /**
   * Sends one frame of what waits, in its turn.
   * @returns whether more waits; then it stays in the row
   */
  proceed(): boolean {
    if (this.#dropped) return false;
    const first = this.#held?.[0];
    if (first !== undefined) {
      const size = Math.min(first.length - this.#offset, this.#room());
      if (size <= 0) return true;
      this.#sendHeld(first, size);
      if (this.#held?.length !== 0) return true;
    } else if (this.#endsWith === 'data' && !this.ended) this.#sendEnd('data');
    if (this.#endsWith !== undefined && this.#endsWith !== 'data' && !this.ended) this.#sendEnd(this.#endsWith);
    return !this.ended && !this.#carrier.takesMore;
  }

  /** It has left the row. */
  unparked(): void {
    this.parked = false;
    if (!this.#blocked || this.#dropped) return;
    this.#blocked = false;
    if (this.#endsWith === undefined && !this.ended) this.#owner.onBodyWritable();
  }

  #sendNow(chunk: Uint8Array, end: boolean): void {
    const { length } = chunk;
    if (length === 0) {
      if (end) this.#sendEnd('data');
      return;
    }
    let at = 0;
    while (at < length) {
      const size = Math.min(length - at, this.#room());
      if (size <= 0) break;
      const isLast = end && at + size === length;
      this.#frame(chunk, at, at + size, isLast);
      at += size;
      if (isLast) this.#finished();
    }
    if (at < length) this.#hold(chunk, at, end);
    // What waits in the socket holds the caller back, too.
    if (!this.ended && (at < length || !this.#carrier.takesMore)) this.#wait();
  }

  /** What one frame may carry now. */
  #room(): number {
    const { sendWindow, takesMore } = this.#carrier;
    return takesMore ? Math.min(this.window, sendWindow, DEFAULT_FRAME_BYTES) : 0;
  }

  #hold(chunk: Uint8Array, from: number, end: boolean): void {
    this.#held ??= [];
    if (chunk.length > from) this.#held.push(Buffer.from(chunk.subarray(from)));
    if (end) this.#endsWith = 'data';
    this.#blocked = true;
  }

  #wait(): void {
    this.#blocked = true;
    if (this.parked) return;
    this.parked = true;
    this.#carrier.park(this);
  }

  #sendHeld(first: Buffer, size: number): void {
    const held = this.#held as Buffer[];
    const end = this.#offset + size;
    const isWhole = end === first.length;
    const isLast = isWhole && held.length === 1 && this.#endsWith === 'data';
    this.#frame(first, this.#offset, end, isLast);
    this.#offset = isWhole ? 0 : end;
    if (isWhole) held.shift();
    if (isLast) this.#finished();
  }

  #frame(chunk: Uint8Array, start: number, end: number, endStream: boolean): void {
    const size = end - start;
    this.window -= size;
    this.#carrier.sendWindow -= size;
    this.sent += size;
    this.#carrier.sendData(this.#owner.id, chunk, start, end, endStream);
  }

  #sendEnd(end: 'data' | Headers): void {
    if (end === 'data') this.#carrier.sendData(this.#owner.id, EMPTY, 0, 0, true);
    else this.#carrier.sendTrailers(this.#owner.id, end);
    this.#finished();
  }

  #finished(): void {
    this.ended = true;
    this.#owner.onBodySent();
  }
}
