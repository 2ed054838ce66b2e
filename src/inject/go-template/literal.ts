// Constants as Go writes them: strings with escapes, raw strings, characters, numbers.

const named: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const escapeSequence = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))/gs;

/** Returns what a string or character constant stands for; undefined where it has an escape that Go does not know. */
export function unquote(literal: string): string | undefined {
  const content = literal.slice(1, -1);
  if (literal.startsWith('`')) return content.replaceAll('\r', '');
  let isWrong = false;
  const text = content.replace(escapeSequence, (_all, hex, short, long, octal, letter) => {
    if (letter !== undefined) {
      isWrong ||= named[letter] === undefined;
      return named[letter] ?? '';
    }
    const code = octal === undefined ? Number.parseInt(hex ?? short ?? long, 16) : Number.parseInt(octal, 8);
    isWrong ||= code > 0x10ffff;
    return isWrong ? '' : String.fromCodePoint(code);
  });
  return isWrong ? undefined : text;
}

/** Returns the value of a number: an integer where it is written as one; undefined where it is no number. */
export function parseNumber(literal: string): bigint | number | undefined {
  const text = literal.replaceAll('_', '');
  const [, sign = '', digits = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (/^(?:0[xXbBoO][\da-fA-F]+|\d+)$/.test(digits)) {
    try {
      const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
      return sign === '-' ? -value : value;
    } catch {
      return undefined; // 08, 0b3
    }
  }
  const value = Number(text);
  return Number.isNaN(value) ? undefined : value;
}
