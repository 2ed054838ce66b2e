/**
 * Writes a name as RFC 2253 does and Envoy prints it: `CN=alice,O=Example\, Inc.`, the last part first.
 * @param lines as node:crypto has it: a part a line, several values of one part joined with ` + `, escaped already
 */
export function rfc2253(lines: string): string {
  if (lines === '') return '';
  return lines
    .split('\n')
    .reverse()
    .map((part) => escapeNonAscii(splitValues(part).reverse().join('+')))
    .join(',');
}

/** ` + ` stands between values; inside of one a plus is escaped. */
function splitValues(part: string): string[] {
  return part.split(/(?<!\\) \+ /);
}

/** Bytes beyond ASCII as `\C3\A9`. */
function escapeNonAscii(text: string): string {
  return text.replace(/[\u{80}-\u{10ffff}]+/gu, (characters) =>
    [...Buffer.from(characters)].map((byte) => `\\${byte.toString(16).toUpperCase()}`).join(''),
  );
}
