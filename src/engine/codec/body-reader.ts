// Reads the body of one message after another: a length, chunks with trailers, or all that comes.
import { Headers } from '../http/headers.ts';
import { limits } from '../limits.ts';
import { CR, HEX_VALUE, LF } from './characters.ts';
import { FieldId, LAST_FRAMING_ID } from './field-names.ts';
import { type FieldScanner, MALFORMED } from './field-scanner.ts';
import type { InputBuffer } from './input-buffer.ts';

/** Takes what the body reader finds. */
export interface BodySink {
  onBody(chunk: Buffer, end: boolean): void;
  onBodyTrailers(trailers: Headers): void;
}

const LENGTH = 0;
const CHUNK_SIZE = 1;
const CHUNK_DATA = 2;
const CHUNK_END = 3;
const TRAILERS = 4;
const RAW = 5;

/** token [ BWS "=" BWS ( token / quoted-string ) ], each after a semicolon (RFC 9112 section 7.1.1). */
const CHUNK_EXTENSIONS =
  /^(?:[ \t]*;[ \t]*[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:[ \t]*=[ \t]*(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+|"(?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff])*"))?)+$/;

export class BodyReader {
  /** The message has ended. */
  done = false;
  #mode = LENGTH;
  #remaining = 0;
  readonly #trailerFields: FieldScanner;
  /** Data found so far in this input, moved together over the chunk lines between: handed up in one piece. */
  #dataStart = 0;
  #dataEnd = 0;

  constructor(trailerFields: FieldScanner) {
    this.#trailerFields = trailerFields;
  }

  /** The body has no other end than that of the connection. */
  get endsWithConnection(): boolean {
    return this.#mode === RAW;
  }

  startLength(length: number): void {
    this.#start(LENGTH, length);
  }

  startChunked(): void {
    this.#start(CHUNK_SIZE, 0);
  }

  /** All bytes until the connection ends. */
  startRaw(): void {
    this.#start(RAW, 0);
  }

  #start(mode: number, remaining: number): void {
    this.done = false;
    this.#mode = mode;
    this.#remaining = remaining;
  }

  /**
   * Consumes what it can of the input and hands it up in one piece; false where the body is malformed. What it leaves
   * is either the beginning of a line or, when `done`, the next message.
   */
  read(input: InputBuffer, sink: BodySink): boolean {
    if (this.#mode === LENGTH || this.#mode === RAW) {
      const length = this.#mode === RAW ? input.length : Math.min(this.#remaining, input.length);
      const chunk = input.bytes.subarray(input.at, input.at + length);
      input.at += length;
      this.#remaining -= length;
      this.done = this.#mode === LENGTH && this.#remaining === 0;
      sink.onBody(chunk, this.done);
      return true;
    }
    return this.#readChunks(input, sink);
  }

  #readChunks(input: InputBuffer, sink: BodySink): boolean {
    const { bytes, end } = input;
    this.#dataStart = this.#dataEnd = input.at;
    let at = input.at;
    let wellFormed = true;
    while (at < end && this.#mode !== TRAILERS) {
      const next = this.#step(bytes, at, end);
      wellFormed = next >= 0;
      if (next <= at) break;
      at = next;
    }
    input.at = at;
    if (!wellFormed) return false;
    if (this.#mode === TRAILERS) return this.#readTrailers(input, sink);
    if (this.#dataEnd > this.#dataStart) sink.onBody(bytes.subarray(this.#dataStart, this.#dataEnd), false);
    return true;
  }

  /** One chunk size line, run of data or chunk end. Returns the offset after it, `at` where more is needed, or -1. */
  #step(bytes: Buffer, at: number, end: number): number {
    if (this.#mode === CHUNK_DATA) {
      const length = Math.min(this.#remaining, end - at);
      if (this.#dataEnd === this.#dataStart) this.#dataStart = this.#dataEnd = at;
      else if (this.#dataEnd !== at) bytes.copyWithin(this.#dataEnd, at, at + length);
      this.#dataEnd += length;
      this.#remaining -= length;
      if (this.#remaining === 0) this.#mode = CHUNK_END;
      return at + length;
    }
    if (this.#mode === CHUNK_END) {
      if (bytes[at] !== CR) return -1;
      if (at + 1 === end) return at;
      if (bytes[at + 1] !== LF) return -1;
      this.#mode = CHUNK_SIZE;
      return at + 2;
    }
    return this.#readSize(bytes, at, end);
  }

  #readSize(bytes: Buffer, start: number, end: number): number {
    let at = start;
    let size = 0;
    for (; at < end; at++) {
      const digit = HEX_VALUE[bytes[at] as number] as number;
      if (digit === 255) break;
      size = size * 16 + digit;
      if (size > Number.MAX_SAFE_INTEGER) return -1;
    }
    if (at - start > limits.chunkLineBytes.value) return -1;
    if (at === end) return start;
    if (at === start) return -1;
    if (bytes[at] !== CR) {
      at = this.#skipExtensions(bytes, at, end);
      if (at < 0) return at;
      if (at === end) return start;
    }
    if (at + 1 === end) return start;
    if (bytes[at + 1] !== LF) return -1;
    this.#remaining = size;
    this.#mode = size === 0 ? TRAILERS : CHUNK_DATA;
    return at + 2;
  }

  /** Extensions are checked and dropped. Returns the offset of the CR after them, `end` where it is not there, or -1. */
  #skipExtensions(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (at < end && bytes[at] !== CR && bytes[at] !== LF) at++;
    if (at - start > limits.chunkLineBytes.value) return -1;
    if (at === end) return at;
    return CHUNK_EXTENSIONS.test(bytes.toString('latin1', start, at)) && bytes[at] === CR ? at : -1;
  }

  #readTrailers(input: InputBuffer, sink: BodySink): boolean {
    const { bytes } = input;
    const fields = this.#trailerFields;
    const data = bytes.subarray(this.#dataStart, this.#dataEnd);
    const trailersEnd = fields.scan(bytes, input.at, input.end);
    if (trailersEnd < 0) {
      if (data.length > 0) sink.onBody(data, false);
      return trailersEnd !== MALFORMED;
    }
    const trailers = this.#takeTrailers(input, trailersEnd);
    if (trailers === undefined) return false;
    input.at = trailersEnd;
    this.done = true;
    if (trailers.flat.length === 0) sink.onBody(data, true);
    else {
      if (data.length > 0) sink.onBody(data, false);
      sink.onBodyTrailers(trailers);
    }
    return true;
  }

  /** Undefined where a trailer frames or routes the message (RFC 9110 section 6.5.1). */
  #takeTrailers(input: InputBuffer, end: number): Headers | undefined {
    const fields = this.#trailerFields;
    const trailers = new Headers();
    if (fields.count === 0) return trailers;
    const text = input.bytes.toString('latin1', input.at, end);
    for (let i = 0; i < fields.count; i++) {
      const id = fields.id(i);
      if (id <= LAST_FRAMING_ID && id !== FieldId.unknown) return undefined;
      if (fields.looksLikeFraming(i, input.bytes)) return undefined;
      trailers.append(fields.name(i, text, input.at), fields.value(i, text, input.at));
    }
    return trailers;
  }
}
