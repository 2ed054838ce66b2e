// Makes a request head of the fields of an HTTP/2 HEADERS frame (RFC 9113 section 8.3.1). What belongs to the frame
// layer was refused there: upper case, wrong order of pseudo-headers, connection-specific fields, doubled names of them.
import { Headers } from '../../http/headers.ts';
import type { ProtocolError, RequestHead } from '../../http/stream.ts';
import { isValidAuthority } from '../authority.ts';
import { TARGET } from '../characters.ts';
import { parseRequestTarget } from '../request-target.ts';
import { looksLikeFraming } from './framing-look-alike.ts';

const TOO_LARGE: ProtocolError = { status: 431, details: 'http2.headers_too_large' };
const TOO_MANY: ProtocolError = { status: 431, details: 'http2.too_many_headers' };
const LOOK_ALIKE: ProtocolError = { status: 400, details: 'http2.unexpected_underscore' };
const MALFORMED: ProtocolError = { status: 400, details: 'http2.violation.of.messaging.rule' };
const INVALID_AUTHORITY: ProtocolError = { status: 400, details: 'http.invalid_authority' };
const INVALID_PATH: ProtocolError = { status: 400, details: 'path_normalization_failed' };

/** Dropped where the frame layer lets them through: they speak of an HTTP/1 connection. */
const DROPPED = new Set(['http2-settings', 'keep-alive', 'proxy-connection', 'connection', 'upgrade']);

export interface RequestHeadLimits {
  /** Sum of the lengths of names and values, pseudo-headers too. */
  readonly bytes: number;
  readonly fields: number;
}

/** The fields of one HEADERS frame, taken apart. */
interface Fields {
  method: string | undefined;
  scheme: string | undefined;
  authority: string | undefined;
  path: string | undefined;
  protocol: string | undefined;
  host: string | undefined;
  readonly headers: Headers;
}

/**
 * Reads name, value, name, value … in wire order.
 * @param connectionScheme what the connection is, for a :scheme that is neither http nor https
 */
export function readRequestHead(
  raw: readonly string[],
  connectionScheme: string,
  limits: RequestHeadLimits,
): RequestHead | ProtocolError {
  const fields = sortFields(raw, limits);
  if ('status' in fields) return fields;
  const { method, headers } = fields;
  if (method === undefined) return MALFORMED;
  const authority = authorityOf(fields);
  if (typeof authority !== 'string') return authority;
  const scheme = schemeOf(fields.scheme, connectionScheme);
  const { protocol } = fields;
  if (method === 'CONNECT' && protocol === undefined) {
    return { method, scheme, authority, path: '', headers, upgrade: undefined };
  }
  const target = fields.path === undefined ? undefined : targetOf(method, fields.path);
  if (target === undefined) return INVALID_PATH;
  if (protocol === undefined) return { method, scheme, authority, path: target, headers, upgrade: undefined };
  // RFC 8441: what HTTP/1 says with GET and an Upgrade field. Nothing above a codec knows the difference.
  headers.append('upgrade', protocol);
  return { method: 'GET', scheme, authority, path: target, headers, upgrade: protocol.toLowerCase() };
}

function sortFields(raw: readonly string[], limits: RequestHeadLimits): Fields | ProtocolError {
  const flat: string[] = [];
  const fields: Fields = {
    method: undefined,
    scheme: undefined,
    authority: undefined,
    path: undefined,
    protocol: undefined,
    host: undefined,
    headers: new Headers(flat),
  };
  let bytes = 0;
  let count = 0;
  let cookieAt = -1;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    const value = raw[i + 1] as string;
    bytes += name.length + value.length;
    if (name.charCodeAt(0) === 0x3a) {
      if (!setPseudoHeader(fields, name, value)) return MALFORMED;
      continue;
    }
    count++;
    if (name === 'cookie' && cookieAt >= 0) {
      // Crumbs of one field (RFC 9113 section 8.2.3).
      flat[cookieAt] += `; ${value}`;
    } else if (name === 'host') {
      if (fields.host !== undefined && fields.host !== value) return INVALID_AUTHORITY;
      fields.host = value;
    } else if (!DROPPED.has(name)) {
      if (looksLikeFraming(name)) return LOOK_ALIKE;
      if (name === 'cookie') cookieAt = flat.length + 1;
      flat.push(name, value);
    }
  }
  if (bytes > limits.bytes) return TOO_LARGE;
  return count > limits.fields ? TOO_MANY : fields;
}

function setPseudoHeader(fields: Fields, name: string, value: string): boolean {
  if (name === ':method') fields.method = value;
  else if (name === ':path') fields.path = value;
  else if (name === ':authority') fields.authority = value;
  else if (name === ':scheme') fields.scheme = value;
  else if (name === ':protocol') fields.protocol = value;
  else return false;
  return true;
}

/** :authority, or Host in its place; two that differ are two answers to one question. */
function authorityOf({ authority, host, method, protocol }: Fields): string | ProtocolError {
  const name = authority ?? host;
  if (name === undefined) return MALFORMED;
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
  if (path !== '*' && !path.startsWith('/')) return undefined;
  return parseRequestTarget(method === 'CONNECT' ? 'GET' : method, path)?.path;
}
