// How package fmt prints values: with %v in templates and fmt.Sprint, with %q where Go quotes.
import { GoEnum, GoMap, type GoValue, isStruct } from './value.ts';

/** Returns a value as `{{ value }}` prints it. */
export function printValue(value: GoValue): string {
  return value === null ? '<no value>' : formatValue(value);
}

/** Returns a value as fmt.Sprint and %v print it. */
export function formatValue(value: GoValue): string {
  if (value === null) return '<nil>';
  if (typeof value === 'number') return formatFloat(value);
  if (Array.isArray(value)) return `[${value.map(formatValue).join(' ')}]`;
  if (value instanceof GoMap) {
    const pairs = value.sortedKeys().map((key) => `${key}:${formatValue(value.entries.get(key) ?? null)}`);
    return `map[${pairs.join(' ')}]`;
  }
  if (value instanceof GoEnum) return value.name;
  return isStruct(value) ? JSON.stringify(value.toPlain()) : String(value);
}

/** %v of a float64: the shortest text that reads back, with an exponent below 1e-4 and from 1e21 on. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e21)) return withGoExponent(value.toExponential());
  return Object.is(value, -0) ? '-0' : String(value);
}

/** `1e-7` as Go writes it: `1e-07`. */
export function withGoExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
  ['"', '\\"'],
]);

/** %q of a string: double quotes, escapes as in Go. */
export function quoteText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
  return `"${text.replace(/[\u0000-\u001f\u007f-\u00a0\u00ad\u2028\u2029\ufeff"\\]/g, escaped)}"`;
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  const short = escapes.get(character);
  if (short !== undefined) return short;
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
