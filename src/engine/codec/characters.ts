// What may stand where in an HTTP/1 message, a table lookup a byte.

function table(entry: (code: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => entry(code));
}

const TOKEN_PATTERN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]/;

/** Token characters (RFC 9110 section 5.6.2): the byte in lower case, 0 for all others. */
export const TOKEN_LOWER = table((code) => {
  const character = String.fromCharCode(code);
  return TOKEN_PATTERN.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
});

/** Field values (RFC 9110 section 5.5): tab, space, visible characters and obs-text. */
export const FIELD_VALUE = table((code) => Number(code === 0x09 || (code >= 0x20 && code !== 0x7f)));

/**
 * Request targets: visible ASCII. That is more than RFC 3986 allows (quotes, backslash, braces) because Envoy passes
 * those on too; what could end the target or the line is out.
 */
export const TARGET = table((code) => Number(code > 0x20 && code < 0x7f));

/** Hexadecimal digits by value; 255 for all others. */
export const HEX_VALUE = table((code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? 255 : value;
});

export const CR = 0x0d;
export const LF = 0x0a;
export const SPACE = 0x20;
export const TAB = 0x09;
export const COLON = 0x3a;
export const DELETE = 0x7f;
