// Runs the command line in this process, with a state folder and streams of its own.
import { PassThrough } from 'node:stream';
import type { CliContext } from '../../src/cli/command.ts';
import { runIctl } from '../../src/cli/main.ts';

export interface RunOptions {
  /** Piped into standard input; without it standard input is a terminal. */
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly now?: Date;
  /** Whether the output goes to a terminal. */
  readonly isTTY?: boolean;
  /** How wide the terminal is. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export const testNow = new Date('2026-01-02T03:04:05.678Z');

/** A context whose output is given to `write`. */
export function testContext(
  home: string,
  options: RunOptions = {},
  write: (stream: 'stdout' | 'stderr', text: string) => void = () => undefined,
): CliContext {
  const isTTY = options.isTTY === true;
  const size = options.columns === undefined ? {} : { columns: options.columns };
  return {
    stdin: stdinOf(options.stdin),
    stdout: { write: (text) => write('stdout', text), isTTY, ...size },
    stderr: { write: (text) => write('stderr', text), isTTY, ...size },
    env: { HOME: home, ICTL_HOME: home, ...options.env },
    cwd: options.cwd ?? home,
    now: () => options.now ?? testNow,
    signal: options.signal ?? new AbortController().signal,
  };
}

/** Runs `args` on the state folder `home`; a string is split at blanks. */
export async function run(
  home: string,
  args: string | readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const out = { stdout: '', stderr: '' };
  const context = testContext(home, options, (stream, text) => {
    out[stream] += text;
  });
  const exitCode = await runIctl(typeof args === 'string' ? args.split(' ') : args, context);
  return { ...out, exitCode };
}

function stdinOf(text: string | undefined): CliContext['stdin'] {
  const stdin = new PassThrough();
  if (text === undefined) return Object.assign(stdin, { isTTY: true });
  stdin.end(text);
  return stdin;
}
