// Reads the head of an HTTP/1.x request: one pass over the bytes, then strings for what is passed on.
import type { ProtocolError, RequestHead } from '../http/stream.ts';
import { isValidAuthority } from './authority.ts';
import { SPACE, TARGET, TOKEN_LOWER } from './characters.ts';
import type { FieldNames } from './field-names.ts';
import { type FieldLimits, FieldScanner, INCOMPLETE, MALFORMED } from './field-scanner.ts';
import { type FramingError, MessageFraming } from './message-framing.ts';
import { parseRequestTarget, type RequestTarget } from './request-target.ts';

/** The methods that Envoy's HTTP/1 codec knows; it refuses all others. */
const METHODS = new Map(
  (
    'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE MSEARCH NOTIFY ' +
    'OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK ' +
    'UNSUBSCRIBE'
  )
    .split(' ')
    .map((method) => [method, method]),
);
const LONGEST_METHOD = 'UNSUBSCRIBE'.length;

/** The rest of a request line; a digit stands where DIGIT does. */
const DIGIT = 0x64;
const VERSION_LINE = Buffer.from('HTTP/d.d\r\n');

const CODEC_ERROR: ProtocolError = { status: 400, details: 'http1.codec_error' };
const INVALID_URL: ProtocolError = { status: 400, details: 'http1.invalid_url' };
const INVALID_SCHEME: ProtocolError = { status: 403, details: 'http1.invalid_scheme' };
const INVALID_AUTHORITY: ProtocolError = { status: 400, details: 'http.invalid_authority' };
const MISSING_HOST: ProtocolError = { status: 400, details: 'missing_host_header' };
const BODY_DISALLOWED: ProtocolError = { status: 400, details: 'http1.body_disallowed' };
const TOO_LARGE: ProtocolError = { status: 431, details: 'http1.headers_too_large' };
const TOO_MANY: ProtocolError = { status: 431, details: 'http1.too_many_headers' };
const VERSION_NOT_SUPPORTED: ProtocolError = { status: 505, details: 'http1.codec_error' };

const FRAMING_ERRORS: Record<FramingError, ProtocolError> = {
  'duplicate-host': { status: 400, details: 'http1.duplicate_host' },
  'content-length': { status: 400, details: 'http1.codec_error' },
  'content-length-and-transfer-encoding': { status: 400, details: 'http1.content_length_and_chunked_not_allowed' },
  'transfer-encoding': { status: 400, details: 'http1.invalid_transfer_encoding' },
  'unknown-transfer-coding': { status: 501, details: 'http1.invalid_transfer_encoding' },
  'look-alike': { status: 400, details: 'http1.unexpected_underscore' },
  connection: { status: 400, details: 'http1.connection_header_rejected' },
};

/**
 * Reads request heads and holds the result of the last one. One reader serves all connections of a codec: an
 * incomplete head is read afresh when more of it is there.
 */
export class RequestHeadReader {
  /** Set when `read` returned an offset. */
  head: RequestHead | undefined = undefined;
  /** Set when `read` returned MALFORMED. */
  error: ProtocolError = CODEC_ERROR;
  http10 = false;
  /** The client wants the connection kept (RFC 9112 section 9.3). */
  keepAlive = false;
  readonly framing = new MessageFraming();
  readonly #limits: FieldLimits;
  readonly #fields: FieldScanner;
  #methodEnd = 0;
  #targetEnd = 0;
  #minor = 0;
  #validHost = '';
  #method: string | undefined = undefined;

  constructor(limits: FieldLimits, names?: FieldNames) {
    this.#limits = limits;
    this.#fields = new FieldScanner(limits, names);
  }

  /** Whether the request ends with its head. A CONNECT or an upgrade never does. */
  get endsWithHead(): boolean {
    const { framing, head } = this;
    return !framing.chunked && framing.contentLength <= 0 && head?.upgrade === undefined && head?.method !== 'CONNECT';
  }

  /**
   * Reads a head in bytes[start, end). Returns the offset after it, INCOMPLETE or MALFORMED. Names are turned to lower
   * case in place.
   */
  read(bytes: Buffer, start: number, end: number, scheme: string): number {
    this.error = CODEC_ERROR;
    this.head = undefined;
    const fieldsStart = this.#readRequestLine(bytes, start, end);
    if (fieldsStart < 0) return fieldsStart;
    const headEnd = this.#fields.scan(bytes, fieldsStart, end);
    if (headEnd === MALFORMED) {
      if (this.#fields.tooLarge) this.error = TOO_LARGE;
      else if (this.#fields.tooMany) this.error = TOO_MANY;
    }
    if (headEnd < 0) return headEnd;
    if (this.#targetEnd - this.#methodEnd + this.#fields.bytes > this.#limits.bytes) return this.#fail(TOO_LARGE);
    const text = bytes.toString('latin1', start, headEnd);
    const faulty = this.framing.read(this.#fields, bytes, text, start);
    if (faulty !== undefined) return this.#fail(FRAMING_ERRORS[faulty]);
    return this.#interpret(text, start, scheme) ? headEnd : MALFORMED;
  }

  /**
   * Whether bytes[start, end), which follow a request, can never become a request line with fields. The result of the
   * last `read` stays.
   */
  isGarbage(bytes: Buffer, start: number, end: number): boolean {
    this.error = CODEC_ERROR;
    const fieldsStart = this.#readRequestLine(bytes, start, end);
    return fieldsStart === MALFORMED || (fieldsStart > 0 && this.#fields.scan(bytes, fieldsStart, end) === MALFORMED);
  }

  #readRequestLine(bytes: Buffer, start: number, end: number): number {
    // Locals, because a bundle turns constants of a module into variables that are loaded again for every byte.
    const token = TOKEN_LOWER;
    const targetCharacters = TARGET;
    let at = start;
    while (at < end && token[bytes[at] as number] !== 0) at++;
    if (at - start > LONGEST_METHOD) return MALFORMED;
    if (at === end) return INCOMPLETE;
    if (bytes[at] !== SPACE || at === start) return MALFORMED;
    this.#methodEnd = at++;
    while (at < end && targetCharacters[bytes[at] as number] === 1) at++;
    if (at - this.#methodEnd > this.#limits.bytes) return this.#fail(TOO_LARGE);
    if (at === end) return INCOMPLETE;
    if (bytes[at] !== SPACE || at === this.#methodEnd + 1) return MALFORMED;
    this.#targetEnd = at++;
    return this.#readVersion(bytes, at, end);
  }

  /** Byte by byte where the line is cut, so that what cannot become a version is refused at once. */
  #readVersion(bytes: Buffer, start: number, end: number): number {
    const line = VERSION_LINE;
    const available = Math.min(end - start, line.length);
    for (let i = 0; i < available; i++) {
      const code = bytes[start + i] as number;
      const wanted = line[i] as number;
      if (wanted === DIGIT ? code < 0x30 || code > 0x39 : code !== wanted) return MALFORMED;
    }
    if (available < line.length) return INCOMPLETE;
    const major = (bytes[start + 5] as number) - 0x30;
    this.#minor = (bytes[start + 7] as number) - 0x30;
    if (major > 1) return this.#fail(VERSION_NOT_SUPPORTED);
    return major === 1 && this.#minor <= 1 ? start + line.length : MALFORMED;
  }

  #interpret(text: string, start: number, scheme: string): boolean {
    const method = this.#readMethod(text, this.#methodEnd - start);
    if (method === undefined) return false;
    const target = parseRequestTarget(method, text.slice(this.#methodEnd + 1 - start, this.#targetEnd - start));
    if (target === undefined) return this.#refuse(INVALID_URL);
    // Of an edge: what came in the clear is not to be taken for more (Envoy's HTTP/1 codec).
    if (target.scheme === 'https' && scheme === 'http') return this.#refuse(INVALID_SCHEME);
    this.http10 = this.#minor === 0;
    const { framing } = this;
    const { connection, headers } = framing;
    if (!this.http10 && framing.host === undefined) return this.#refuse(MISSING_HOST);
    const authority = this.#authority(target);
    if (authority === undefined) return this.#refuse(INVALID_AUTHORITY);
    // RFC 9112 section 6.1: HTTP/1.0 with a transfer encoding is faulty framing.
    if (this.http10 && framing.chunked) return this.#refuse(FRAMING_ERRORS['transfer-encoding']);
    this.keepAlive = !connection.close && (connection.keepAlive || !this.http10);
    const upgrade = this.#upgrade(method);
    if ((upgrade !== undefined || method === 'CONNECT') && (framing.chunked || framing.contentLength > 0)) {
      return this.#refuse(BODY_DISALLOWED);
    }
    this.head = { method, scheme: target.scheme ?? scheme, authority, path: target.path, headers, upgrade };
    return true;
  }

  /** Most requests have the method of the one before. */
  #readMethod(text: string, length: number): string | undefined {
    const last = this.#method;
    if (last !== undefined && last.length === length && text.startsWith(last)) return last;
    this.#method = METHODS.get(text.slice(0, length));
    return this.#method;
  }

  /** The one authority of the request; undefined where it is a bad one. */
  #authority(target: RequestTarget): string | undefined {
    const { host } = this.framing;
    if (host === undefined) return target.authority ?? '';
    // Clients send the same again and again; the same string besides is quicker to look up.
    if (host !== this.#validHost) {
      if (!isValidAuthority(host)) return undefined;
      this.#validHost = host;
    }
    // RFC 9112 section 3.2.3: the target of CONNECT has no other use than to say it, so two answers are one too many.
    if (target.path === '' && target.authority?.toLowerCase() !== host.toLowerCase()) return undefined;
    // RFC 9112 section 3.2.2: a proxy takes the target's word for it, and forwards that.
    return target.authority ?? this.#validHost;
  }

  #upgrade(method: string): string | undefined {
    const { upgrade, connection, headers } = this.framing;
    if (!upgrade || !connection.upgrade || this.http10 || method === 'CONNECT') return undefined;
    const token = upgrade.toLowerCase();
    // Ignored, as Envoy does (RFC 9113 section 3.1 has withdrawn it).
    if (token === 'h2c') return undefined;
    headers.append('upgrade', upgrade);
    return token;
  }

  #refuse(error: ProtocolError): false {
    this.error = error;
    return false;
  }

  #fail(error: ProtocolError): typeof MALFORMED {
    this.error = error;
    return MALFORMED;
  }
}
