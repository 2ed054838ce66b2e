// What a field means to HTTP/2 itself, decided once for a field and kept with it in the compression tables.
import { FIELD_VALUE, TOKEN_LOWER } from '../characters.ts';
import { looksLikeFraming } from './framing-look-alike.ts';

export const FieldKind = {
  plain: 0,
  cookie: 1,
  contentLength: 2,
  te: 3,
  host: 4,
  /** Announces trailers; only a head can. */
  trailer: 5,
  /** Speaks of the upgrade of an HTTP/1 connection that this is none of. */
  http2Settings: 6,
  /** RFC 9113 section 8.2.2: makes a message malformed. */
  connectionSpecific: 7,
  lookAlike: 8,
  /** From here on: names that begin with a colon. */
  method: 9,
  scheme: 10,
  authority: 11,
  path: 12,
  protocol: 13,
  status: 14,
  unknownPseudo: 15,
  /** A name or value that no field has (RFC 9113 section 8.2.1). */
  malformed: 16,
} as const;

const KINDS = new Map<string, number>([
  ['cookie', FieldKind.cookie],
  ['content-length', FieldKind.contentLength],
  ['te', FieldKind.te],
  ['host', FieldKind.host],
  ['trailer', FieldKind.trailer],
  ['http2-settings', FieldKind.http2Settings],
  ['connection', FieldKind.connectionSpecific],
  ['keep-alive', FieldKind.connectionSpecific],
  ['proxy-connection', FieldKind.connectionSpecific],
  ['transfer-encoding', FieldKind.connectionSpecific],
  ['upgrade', FieldKind.connectionSpecific],
  [':method', FieldKind.method],
  [':scheme', FieldKind.scheme],
  [':authority', FieldKind.authority],
  [':path', FieldKind.path],
  [':protocol', FieldKind.protocol],
  [':status', FieldKind.status],
]);

const COLON = 0x3a;
const SPACE = 0x20;
const TAB = 0x09;

/** The kind that fields of a name have, as long as their value is well-formed. */
export function kindOfName(name: string): number {
  const known = KINDS.get(name);
  if (known !== undefined) return known;
  if (name.charCodeAt(0) === COLON) return FieldKind.unknownPseudo;
  // Token characters in lower case; an empty name is none.
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (TOKEN_LOWER[code] !== code) return FieldKind.malformed;
  }
  if (name.length === 0) return FieldKind.malformed;
  return looksLikeFraming(name) ? FieldKind.lookAlike : FieldKind.plain;
}

/** Whether a value holds only what a field may, and neither begins nor ends with white space (RFC 9113 section 8.2.1). */
export function isFieldValue(value: string): boolean {
  const { length } = value;
  if (length === 0) return true;
  for (let i = 0; i < length; i++) if (FIELD_VALUE[value.charCodeAt(i)] !== 1) return false;
  return !isBlank(value.charCodeAt(0)) && !isBlank(value.charCodeAt(length - 1));
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
