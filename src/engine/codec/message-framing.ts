// Where a message ends (RFC 9112 section 6): read from the fields that a FieldScanner found.
import { Headers } from '../http/headers.ts';
import { ConnectionOptions } from './connection-options.ts';
import { FieldId, LAST_FRAMING_ID } from './field-names.ts';
import type { FieldScanner } from './field-scanner.ts';

export type FramingError =
  | 'duplicate-host'
  | 'content-length'
  | 'content-length-and-transfer-encoding'
  | 'transfer-encoding' // malformed, or chunked where it must not be
  | 'unknown-transfer-coding'
  | 'look-alike'
  | 'connection';

/**
 * Sorts the fields of a head into those that frame the message or the connection, kept here, and those that are
 * passed on, kept in `headers`. What could be read in two ways is an error. Reused from message to message.
 */
export class MessageFraming {
  headers = new Headers();
  host: string | undefined = undefined;
  upgrade: string | undefined = undefined;
  /** -1 without one. */
  contentLength = -1;
  chunked = false;
  readonly connection = new ConnectionOptions();
  #transferEncoding: string | undefined = undefined;

  /** `text` is the latin1 string of the bytes from `base` on. */
  read(fields: FieldScanner, bytes: Uint8Array, text: string, base: number): FramingError | undefined {
    const flat: string[] = [];
    this.headers = new Headers(flat);
    this.host = undefined;
    this.upgrade = undefined;
    this.contentLength = -1;
    this.chunked = false;
    this.connection.reset();
    this.#transferEncoding = undefined;
    for (let i = 0; i < fields.count; i++) {
      const id = fields.id(i);
      if (id > LAST_FRAMING_ID) flat.push(fields.names.name(id), fields.value(i, text, base));
      else if (id >= 0) {
        const error = this.#readFraming(id, fields.value(i, text, base), flat);
        if (error !== undefined) return error;
      } else {
        if (fields.looksLikeFraming(i, bytes)) return 'look-alike';
        flat.push(fields.name(i, text, base), fields.value(i, text, base));
      }
    }
    for (const name of this.connection.nominated) this.headers.remove(name);
    return this.#transferEncoding === undefined ? undefined : this.#checkTransferEncoding(this.#transferEncoding);
  }

  #readFraming(id: number, value: string, flat: string[]): FramingError | undefined {
    switch (id) {
      case FieldId.host:
        if (this.host !== undefined) return 'duplicate-host';
        this.host = value;
        return undefined;
      case FieldId.contentLength:
        // Equal duplicates too: RFC 9112 section 6.3 lets a recipient refuse them.
        if (this.contentLength >= 0) return 'content-length';
        this.contentLength = parseContentLength(value);
        if (this.contentLength < 0) return 'content-length';
        flat.push('content-length', value.charCodeAt(0) === 0x30 ? String(this.contentLength) : value);
        return undefined;
      case FieldId.transferEncoding:
        this.#transferEncoding = this.#transferEncoding === undefined ? value : `${this.#transferEncoding},${value}`;
        return undefined;
      case FieldId.connection:
        return this.connection.add(value) ? undefined : 'connection';
      case FieldId.upgrade:
        this.upgrade = this.upgrade === undefined ? value : `${this.upgrade}, ${value}`;
        return undefined;
      case FieldId.te:
        // For this hop, but for `trailers`, which gRPC needs end to end: admission reduces it to that.
        flat.push('te', value);
        return undefined;
      default:
        return undefined;
    }
  }

  #checkTransferEncoding(value: string): FramingError | undefined {
    if (this.contentLength >= 0) return 'content-length-and-transfer-encoding';
    this.chunked = value.toLowerCase() === 'chunked';
    if (this.chunked) return undefined;
    const codings = value.toLowerCase().split(/[ \t]*,[ \t]*/);
    const chunked = codings.indexOf('chunked');
    const wellFormed = codings.every((coding) => /^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(coding));
    return wellFormed && (chunked < 0 || chunked === codings.length - 1)
      ? 'unknown-transfer-coding'
      : 'transfer-encoding';
  }
}

/** The number of a Content-Length, or -1 where the text is not all digits or more than can be counted exactly. */
export function parseContentLength(value: string): number {
  const { length } = value;
  if (length === 0) return -1;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const digit = value.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    sum = sum * 10 + digit;
    if (sum > Number.MAX_SAFE_INTEGER) return -1;
  }
  return sum;
}
