// What the HTTP/2 codecs of one engine share.
import { reportDefect } from '../../guard.ts';
import type { CodecIo } from '../codec-io.ts';
import { ByteSink } from './byte-sink.ts';
import { HuffmanDecoder } from './hpack/huffman-decoder.ts';
import { OutputBuffers } from './output-buffers.ts';

/** Something that holds frames back until the end of the turn. */
export interface Sender {
  send(): void;
  /** Its connection cannot go on. */
  abort(): void;
}

/**
 * Frames that connections write during one turn of the event loop leave at its end, each connection's in one write:
 * answers of several upstream connections that came in the same turn go out together.
 */
export class Http2Io {
  readonly io: CodecIo;
  readonly huffman = new HuffmanDecoder();
  readonly buffers = new OutputBuffers();
  /** For header blocks on their way out. */
  readonly block = new ByteSink();
  #waiting: Sender[] = [];
  readonly #sendAll = () => {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const sender of waiting) this.#send(sender);
  };

  constructor(io: CodecIo) {
    this.io = io;
  }

  /** Lets a sender send at the end of this turn; it asks once until then. */
  sendLater(sender: Sender): void {
    if (this.#waiting.length === 0) setImmediate(this.#sendAll);
    this.#waiting.push(sender);
  }

  #send(sender: Sender): void {
    try {
      sender.send();
    } catch (error) {
      reportDefect('sending on an HTTP/2 connection', error);
      sender.abort();
    }
  }
}
