// fmt.Sprintf for the verbs that templates use: v s d q t x X o b c f e g T %, with flags, width and precision.
import { formatFloat, formatValue, quoteText, withGoExponent } from './format-value.ts';
import { GoEnum, type GoValue, typeName } from './value.ts';

const verb = /%([-+# 0]*)(\d+|\*)?(?:\.(\d+|\*)?)?(.)?/gsu;

interface Directive {
  readonly flags: string;
  readonly precision: number | undefined;
  readonly letter: string;
}

/** Formats as Go does, mistakes included: `%!d(string=x)`, `%!s(MISSING)`, `%!(EXTRA int=1)`. */
export function sprintf(format: string, args: readonly GoValue[]): string {
  let used = 0;
  const star = () => Number(args[used++] ?? 0);
  const text = format.replace(
    verb,
    (all: string, flags: string, width?: string, precision?: string, letter?: string) => {
      if (letter === undefined) return '%!(NOVERB)';
      if (letter === '%') return '%';
      const wide = width === undefined ? 0 : width === '*' ? star() : Number(width);
      const hasPoint = all.includes('.');
      const exact = precision === '*' ? star() : hasPoint ? Number(precision ?? 0) : undefined;
      if (used >= args.length) return `%!${letter}(MISSING)`;
      const value = args[used++] ?? null;
      return pad(formatOne(value, { flags, precision: exact, letter }), wide, flags);
    },
  );
  return used < args.length ? `${text}${extra(args.slice(used))}` : text;
}

function extra(args: readonly GoValue[]): string {
  return `%!(EXTRA ${args.map((value) => (value === null ? '<nil>' : `${typeName(value)}=${formatValue(value)}`)).join(', ')})`;
}

function formatOne(value: GoValue, directive: Directive): string {
  const { letter } = directive;
  if (letter === 'v') return signed(value, directive) ?? formatValue(value);
  if (letter === 'T') return value === null ? '<nil>' : typeName(value);
  if (Array.isArray(value)) return `[${value.map((one) => formatOne(one, directive)).join(' ')}]`;
  const number = value instanceof GoEnum && letter !== 's' ? BigInt(value.number) : value;
  const text = formatVerb(number, directive);
  if (text !== undefined) return text;
  return value === null ? `%!${letter}(<nil>)` : `%!${letter}(${typeName(value)}=${formatValue(value)})`;
}

function formatVerb(value: GoValue, directive: Directive): string | undefined {
  if (typeof value === 'string') return formatString(value, directive);
  if (typeof value === 'bigint') return formatInteger(value, directive);
  if (typeof value === 'number') return formatDecimal(value, directive);
  if (typeof value === 'boolean') return directive.letter === 't' ? String(value) : undefined;
  return directive.letter === 's' && value !== null ? formatValue(value) : undefined;
}

function formatString(value: string, { letter, precision }: Directive): string | undefined {
  const cut = precision === undefined ? value : [...value].slice(0, precision).join('');
  switch (letter) {
    case 's':
      return cut;
    case 'q':
      return quoteText(cut);
    case 'x':
      return Buffer.from(cut).toString('hex');
    case 'X':
      return Buffer.from(cut).toString('hex').toUpperCase();
    default:
      return undefined;
  }
}

function formatInteger(value: bigint, directive: Directive): string | undefined {
  switch (directive.letter) {
    case 'd':
      return signed(value, directive);
    case 'x':
      return value.toString(16);
    case 'X':
      return value.toString(16).toUpperCase();
    case 'o':
      return value.toString(8);
    case 'b':
      return value.toString(2);
    case 'c':
      return String.fromCodePoint(Number(value));
    case 'q':
      return `'${String.fromCodePoint(Number(value))}'`;
    default:
      return undefined;
  }
}

function formatDecimal(value: number, { flags, letter, precision }: Directive): string | undefined {
  const plus = flags.includes('+') && value >= 0 ? '+' : '';
  switch (letter) {
    case 'f':
    case 'F':
      return plus + value.toFixed(precision ?? 6);
    case 'e':
      return plus + withGoExponent(value.toExponential(precision ?? 6));
    case 'g':
      return (
        plus + (precision === undefined ? formatFloat(value) : formatFloat(Number(value.toPrecision(precision || 1))))
      );
    default:
      return undefined;
  }
}

function signed(value: GoValue, { flags }: Directive): string | undefined {
  if (typeof value !== 'bigint') return undefined;
  if (value >= 0n && flags.includes('+')) return `+${value}`;
  return value >= 0n && flags.includes(' ') ? ` ${value}` : String(value);
}

/** No wider than this: a template must not fill the memory with a number. */
const maxWidth = 10_000;

function pad(text: string, width: number, flags: string): string {
  const missing = Math.min(width, maxWidth) - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0')) return ' '.repeat(missing) + text;
  const [sign = ''] = /^[+-]/.exec(text) ?? [];
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}
