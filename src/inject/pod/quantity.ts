// Quantities in Kubernetes' canonical form (apimachinery, resource.Quantity): no fraction, the largest suffix that
// keeps the value: `2000m` is 2, `1024Mi` is 1Gi, `0.5` is 500m.

const form = /^([+-]?)(\d+|\d+\.\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\d+)?$/;

const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
/** A quantity is a whole number of nanos. */
const nanosInOne = 1_000_000_000n;
const maxDigits = 40;

/** Returns a quantity in canonical form; undefined where the text is none. */
export function canonicalQuantity(text: string): string | undefined {
  const [, sign = '', digits = '', suffix = ''] = (text.length <= maxDigits && form.exec(text)) || [];
  if (digits === '') return undefined;
  const nanos = toNanos(digits, suffix);
  if (nanos === undefined) return text;
  const minus = sign === '-' && nanos !== 0n ? '-' : '';
  if (nanos === 0n) return '0';
  if (binarySuffixes.indexOf(suffix) > 0 && nanos % nanosInOne === 0n && nanos / nanosInOne >= 1024n) {
    return minus + shortest(nanos / nanosInOne, 1024n, binarySuffixes);
  }
  if (/^[eE]/.test(suffix)) return text;
  return minus + shortest(nanos, 1000n, decimalSuffixes);
}

function shortest(value: bigint, base: bigint, suffixes: readonly string[]): string {
  let rest = value;
  let at = 0;
  while (rest % base === 0n && at < suffixes.length - 1) {
    rest /= base;
    at++;
  }
  return `${rest}${suffixes[at]}`;
}

function toNanos(digits: string, suffix: string): bigint | undefined {
  const [integer = '', fraction = ''] = digits.split('.');
  const mantissa = BigInt(integer + fraction || '0');
  const scale = factorOf(suffix);
  if (scale === undefined) return undefined;
  const divisor = 10n ** BigInt(fraction.length);
  // What is finer than a nano is rounded up.
  return (mantissa * scale + divisor - 1n) / divisor;
}

/** Nanos in one of a suffix. */
function factorOf(suffix: string): bigint | undefined {
  const binary = binarySuffixes.indexOf(suffix);
  if (binary > 0) return nanosInOne * 1024n ** BigInt(binary);
  if (/^[eE]/.test(suffix)) {
    const exponent = Number(suffix.slice(1)) + 9;
    return exponent < 0 || exponent > 60 ? undefined : 10n ** BigInt(exponent);
  }
  return 1000n ** BigInt(decimalSuffixes.indexOf(suffix));
}
