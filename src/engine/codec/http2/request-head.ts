// Makes a request head of the fields of a header block (RFC 9113 section 8.3.1), by the rules of nghttp2, which Envoy's
// follow: what they call malformed ends the connection, the rest is answered.
import { Headers } from '../../http/headers.ts';
import type { ProtocolError, RequestHead } from '../../http/stream.ts';
import { isValidAuthority } from '../authority.ts';
import { TARGET, TOKEN_LOWER } from '../characters.ts';
import { parseRequestTarget } from '../request-target.ts';
import { FieldKind } from './field-kind.ts';
import type { FieldListLimits, HpackDecoder } from './hpack/hpack-decoder.ts';
import type { HpackField } from './hpack/hpack-field.ts';

const TOO_LARGE: ProtocolError = { status: 431, details: 'http2.headers_too_large' };
const TOO_MANY: ProtocolError = { status: 431, details: 'http2.too_many_headers' };
const LOOK_ALIKE: ProtocolError = { status: 400, details: 'http2.unexpected_underscore' };
const INVALID_AUTHORITY: ProtocolError = { status: 400, details: 'http.invalid_authority' };
const INVALID_PATH: ProtocolError = { status: 400, details: 'path_normalization_failed' };

/** Pseudo-headers, which count as fields on the wire but not in the message. */
export const PSEUDO_HEADERS = 5;

/** Names and values that stand for one field of the message. */
interface Fields {
  method: string | undefined;
  scheme: string | undefined;
  authority: string | undefined;
  path: string | undefined;
  protocol: string | undefined;
  host: string | undefined;
  lookAlike: boolean;
  readonly headers: Headers;
}

/**
 * Reads the decoder's last block.
 * @param connectionScheme what the connection is, for a :scheme that is neither http nor https
 * @returns undefined where the request is malformed
 */
export function readRequestHead(
  decoder: HpackDecoder,
  connectionScheme: string,
  limits: FieldListLimits,
): RequestHead | ProtocolError | undefined {
  if (decoder.bytes > limits.bytes) return TOO_LARGE;
  if (decoder.count > limits.fields + PSEUDO_HEADERS) return TOO_MANY;
  const fields = sortFields(decoder.fields);
  if (fields === undefined || !hasPseudoHeaders(fields)) return undefined;
  if (fields.headers.flat.length > limits.fields * 2) return TOO_MANY;
  if (fields.lookAlike) return LOOK_ALIKE;
  const { headers, protocol } = fields;
  const method = fields.method as string;
  const authority = authorityOf(fields);
  if (typeof authority !== 'string') return authority;
  const scheme = schemeOf(fields.scheme, connectionScheme);
  if (method === 'CONNECT' && protocol === undefined) {
    return { method, scheme, authority, path: '', headers, upgrade: undefined };
  }
  const target = targetOf(method, fields.path as string);
  if (target === undefined) return INVALID_PATH;
  if (protocol === undefined) return { method, scheme, authority, path: target, headers, upgrade: undefined };
  // RFC 8441: what HTTP/1 says with GET and an Upgrade field. Nothing above a codec knows the difference.
  headers.append('upgrade', protocol);
  return { method: 'GET', scheme, authority, path: target, headers, upgrade: protocol.toLowerCase() };
}

/** Tells pseudo-headers from fields; undefined where one of them makes the request malformed. */
function sortFields(list: readonly HpackField[]): Fields | undefined {
  const flat: string[] = [];
  const fields: Fields = {
    method: undefined,
    scheme: undefined,
    authority: undefined,
    path: undefined,
    protocol: undefined,
    host: undefined,
    lookAlike: false,
    headers: new Headers(flat),
  };
  let cookieAt = -1;
  let contentLengths = 0;
  let pseudoOver = false;
  for (let i = 0; i < list.length; i++) {
    const { name, value, kind } = list[i] as HpackField;
    if (kind >= FieldKind.method) {
      if (pseudoOver || !setPseudoHeader(fields, kind, value)) return undefined;
      continue;
    }
    pseudoOver = true;
    switch (kind) {
      case FieldKind.plain:
      case FieldKind.trailer:
        flat.push(name, value);
        break;
      case FieldKind.cookie:
        // Crumbs of one field (RFC 9113 section 8.2.3).
        if (cookieAt >= 0) flat[cookieAt] += `; ${value}`;
        else if (value !== '') cookieAt = flat.push(name, value) - 1;
        break;
      case FieldKind.contentLength:
        if (++contentLengths > 1 || !/^\d+$/.test(value)) return undefined;
        flat.push(name, value);
        break;
      case FieldKind.te:
        if (value.toLowerCase() !== 'trailers') return undefined;
        flat.push(name, value);
        break;
      case FieldKind.host:
        if (fields.host !== undefined) return undefined;
        fields.host = value;
        break;
      case FieldKind.lookAlike:
        fields.lookAlike = true;
        break;
      case FieldKind.http2Settings:
        break;
      default:
        return undefined;
    }
  }
  return fields;
}

/** False for one that no request has, or that it has already (RFC 9113 section 8.3). */
function setPseudoHeader(fields: Fields, kind: number, value: string): boolean {
  switch (kind) {
    case FieldKind.method:
      if (fields.method !== undefined) return false;
      fields.method = value;
      return isToken(value);
    case FieldKind.path:
      if (fields.path !== undefined) return false;
      fields.path = value;
      return true;
    case FieldKind.authority:
      if (fields.authority !== undefined) return false;
      fields.authority = value;
      return true;
    case FieldKind.scheme:
      if (fields.scheme !== undefined) return false;
      fields.scheme = value;
      return /^[a-z][a-z0-9+\-.]*$/i.test(value);
    case FieldKind.protocol:
      if (fields.protocol !== undefined) return false;
      fields.protocol = value;
      return isToken(value);
    default:
      return false;
  }
}

function isToken(text: string): boolean {
  for (let i = 0; i < text.length; i++) if ((TOKEN_LOWER[text.charCodeAt(i)] ?? 0) === 0) return false;
  return text.length > 0;
}

/** What a URI's authority may hold, and no more: a path in it would be two answers to one question. */
const AUTHORITY = /^[0-9A-Za-z!$%&'()*+,\-.:;=@[\]_~]*$/;

/** Whether a request has the pseudo-headers of its kind, as far as their form goes. */
function hasPseudoHeaders({ method, scheme, authority, path, protocol, host }: Fields): boolean {
  if (method === undefined || !AUTHORITY.test(authority ?? '') || !AUTHORITY.test(host ?? '')) return false;
  if (protocol !== undefined && (method !== 'CONNECT' || authority === undefined)) return false;
  if (method === 'CONNECT' && protocol === undefined) {
    return authority !== undefined && scheme === undefined && path === undefined;
  }
  if (scheme === undefined || path === undefined || (authority ?? host) === undefined) return false;
  if (path === '*') return method === 'OPTIONS';
  return path.startsWith('/') && !hasBlank(path);
}

/** Space and control characters would end a target (RFC 9112 section 3). */
function hasBlank(path: string): boolean {
  for (let i = 0; i < path.length; i++) {
    const code = path.charCodeAt(i);
    if (code <= 0x20 || code === 0x7f) return true;
  }
  return false;
}

/** :authority, or Host in its place; two that differ are two answers to one question. */
function authorityOf({ authority, host, method, protocol }: Fields): string | ProtocolError {
  const name = authority ?? host;
  if (name === undefined) return INVALID_AUTHORITY;
  if (!isValidAuthority(name)) return INVALID_AUTHORITY;
  if (host !== undefined && host.toLowerCase() !== name.toLowerCase()) return INVALID_AUTHORITY;
  if (method === 'CONNECT' && protocol === undefined && parseRequestTarget('CONNECT', name) === undefined) {
    return INVALID_AUTHORITY;
  }
  return name;
}

/** Compared without regard to case (ISTIO-SECURITY-2023-003). */
function schemeOf(scheme: string | undefined, connectionScheme: string): string {
  const lower = scheme?.toLowerCase();
  return lower === 'http' || lower === 'https' ? lower : connectionScheme;
}

/** Origin form or `*`, without a fragment; the same rules as for HTTP/1. */
function targetOf(method: string, path: string): string | undefined {
  for (let i = 0; i < path.length; i++) if (TARGET[path.charCodeAt(i)] !== 1) return undefined;
  return parseRequestTarget(method === 'CONNECT' ? 'GET' : method, path)?.path;
}
