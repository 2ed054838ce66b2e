// What a YAML scalar is, as Kubernetes tools read it: YAML 1.1 by go-yaml v2 (resolve.go), which knows more booleans
// than YAML 1.2 (y, yes, on …) and octal numbers with a leading zero. Timestamps stay text.

export type ScalarValue = string | number | boolean | null;

const words: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const yaml12Booleans: ReadonlySet<string> = new Set(['true', 'True', 'TRUE', 'false', 'False', 'FALSE']);

const decimal = /^[-+]?(?:0|[1-9]\d*)$/;
const otherBase = /^([-+]?)0(x[\da-f]+|b[01]+|o?[0-7]+)$/i;
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i;

/** The value of a scalar without quotes and without a tag. */
export function resolvePlainScalar(source: string): ScalarValue {
  const word = words.get(source);
  if (word !== undefined) return word;
  // Numbers longer than this do not fit any number type.
  if (source.length > 64 || !/^[-+.\d]/.test(source)) return source;
  const digits = source.replaceAll('_', '');
  if (decimal.test(digits)) return Number(digits);
  const based = otherBase.exec(digits);
  if (based !== null) return (based[1] === '-' ? -1 : 1) * fromBase(based[2] ?? '');
  const value = float.test(digits) ? Number(digits) : Number.NaN;
  // Infinity has no JSON form: it stays text, which no number field takes.
  return Number.isFinite(value) ? value : source;
}

function fromBase(digits: string): number {
  const letter = digits[0]?.toLowerCase();
  if (letter === 'x') return Number.parseInt(digits.slice(1), 16);
  if (letter === 'b') return Number.parseInt(digits.slice(1), 2);
  return Number.parseInt(letter === 'o' ? digits.slice(1) : digits, 8);
}

/** Whether a plain word is a boolean only in YAML 1.1, so that its writer may not know. */
export function isYaml11Boolean(source: string): boolean {
  return typeof words.get(source) === 'boolean' && !yaml12Booleans.has(source);
}
