// Durations as Go writes them, which is what Istio's API takes (Go, time.ParseDuration).

const nanosecondsByUnit: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const wholeDuration = /^[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** The longest duration an int64 of nanoseconds holds, 292 years. */
const maxNanoseconds = 2 ** 63;

/** Reads a duration such as `1h30m`, `500ms` or `0`, in nanoseconds; undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  if (/^[-+]?0$/.test(text)) return 0;
  if (!wholeDuration.test(text)) return undefined;
  let sum = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(part)) {
    // Integer and fraction apart: 0.3s is 300000000ns, not 299999999.99.
    const [integer = '', fraction = ''] = amount.split('.');
    const scale = nanosecondsByUnit[unit] ?? 0;
    sum +=
      Number(integer) * scale +
      Math.trunc((Number(fraction.slice(0, 18)) * scale) / 10 ** Math.min(fraction.length, 18));
  }
  if (sum > maxNanoseconds) return undefined;
  return text.startsWith('-') ? -sum : sum;
}
