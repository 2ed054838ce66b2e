import { InvalidArgumentError } from 'commander';

const secondsIn: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/**
 * Reads how long to wait, in seconds: `30`, or with units as kubectl takes it, `90s` and `1m30s`. Apart from the
 * durations of resources, for flags are declared before any kind is loaded.
 */
export function parseTimeout(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^-?(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) throw new InvalidArgumentError('a time like 30s or 5m');
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  const seconds = parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (secondsIn[unit] ?? 0), 0);
  return text.startsWith('-') ? -seconds : seconds;
}
