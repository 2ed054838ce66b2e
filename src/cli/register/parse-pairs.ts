import { CliError, ExitCode } from '../../lib/errors.ts';

/** Reads `key=value` words, each of which may hold several joined by commas. @throws CliError for any other form */
export function parsePairs(words: readonly string[], flag: string): Readonly<Record<string, string>> {
  return Object.fromEntries(words.flatMap((word) => word.split(',')).map((pair) => parsePair(pair, flag)));
}

function parsePair(pair: string, flag: string): [string, string] {
  const at = pair.indexOf('=');
  if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
  throw new CliError(`${flag} takes key=value, not "${pair}"`, { exitCode: ExitCode.usage });
}
