// Reads the head of an HTTP/1.x response from an upstream, as strictly as that of a request.
import type { ResponseHead } from '../http/stream.ts';
import { CR, FIELD_VALUE, LF, SPACE } from './characters.ts';
import type { FieldNames } from './field-names.ts';
import { type FieldLimits, FieldScanner, INCOMPLETE, MALFORMED } from './field-scanner.ts';
import { MessageFraming } from './message-framing.ts';

const VERSION_PREFIX = Buffer.from('HTTP/1.');
/** `HTTP/1.1 200` */
const STATUS_END = 12;

/** Reads response heads and holds the result of the last one. One reader serves all connections of a codec. */
export class ResponseHeadReader {
  /** Set when `read` returned an offset. */
  head: ResponseHead | undefined = undefined;
  /** The server keeps the connection (RFC 9112 section 9.3). */
  keepAlive = false;
  readonly framing = new MessageFraming();
  readonly #limits: FieldLimits;
  readonly #fields: FieldScanner;
  #status = 0;
  #http10 = false;

  constructor(limits: FieldLimits, names?: FieldNames) {
    this.#limits = limits;
    this.#fields = new FieldScanner(limits, names);
  }

  /** Reads a head in bytes[start, end). Returns the offset after it, INCOMPLETE or MALFORMED. */
  read(bytes: Buffer, start: number, end: number): number {
    this.head = undefined;
    const fieldsStart = this.#readStatusLine(bytes, start, end);
    if (fieldsStart < 0) return fieldsStart;
    const headEnd = this.#fields.scan(bytes, fieldsStart, end);
    if (headEnd < 0) return headEnd;
    const { framing } = this;
    const text = bytes.toString('latin1', start, headEnd);
    if (framing.read(this.#fields, bytes, text, start) !== undefined) return MALFORMED;
    if (framing.host !== undefined) framing.headers.append('host', framing.host);
    if (!this.#framingFits()) return MALFORMED;
    const { connection, headers } = framing;
    this.keepAlive = !connection.close && (connection.keepAlive || !this.#http10);
    if (this.#status === 101 && framing.upgrade !== undefined) headers.append('upgrade', framing.upgrade);
    this.head = { status: this.#status, headers };
    return headEnd;
  }

  /** RFC 9112 sections 6.1 and 6.2: what 1xx, 204 and HTTP/1.0 must not have. */
  #framingFits(): boolean {
    const { framing } = this;
    if (this.#http10 && framing.chunked) return false;
    if (this.#status >= 200 && this.#status !== 204) return true;
    if (framing.chunked || framing.contentLength > 0) return false;
    // A zero is papered over, as Envoy does.
    if (framing.contentLength === 0) framing.headers.remove('content-length');
    return true;
  }

  #readStatusLine(bytes: Buffer, start: number, end: number): number {
    const available = Math.min(end - start, STATUS_END);
    let status = 0;
    for (let i = 0; i < available; i++) {
      const code = bytes[start + i] as number;
      if (i < 7) {
        if (code !== VERSION_PREFIX[i]) return MALFORMED;
      } else if (i === 7) {
        if (code !== 0x30 && code !== 0x31) return MALFORMED;
        this.#http10 = code === 0x30;
      } else if (i === 8) {
        if (code !== SPACE) return MALFORMED;
      } else {
        if (code < 0x30 || code > 0x39) return MALFORMED;
        status = status * 10 + code - 0x30;
      }
    }
    if (available < STATUS_END) return INCOMPLETE;
    if (status < 100) return MALFORMED;
    this.#status = status;
    return this.#readReason(bytes, start + STATUS_END, end);
  }

  /** The reason phrase means nothing; many servers leave out even the space before an empty one. */
  #readReason(bytes: Buffer, start: number, end: number): number {
    let at = start;
    if (at < end && bytes[at] !== SPACE && bytes[at] !== CR) return MALFORMED;
    while (at < end && FIELD_VALUE[bytes[at] as number] === 1) at++;
    if (at - start > this.#limits.bytes) return MALFORMED;
    if (at === end) return INCOMPLETE;
    if (bytes[at] !== CR) return MALFORMED;
    if (at + 1 === end) return INCOMPLETE;
    return bytes[at + 1] === LF ? at + 2 : MALFORMED;
  }
}
