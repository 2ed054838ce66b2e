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
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export const testNow = new Date('2026-01-02T03:04:05.678Z');

/** Runs `args` on the state folder `home`; a string is split at blanks. */
export async function run(
  home: string,
  args: string | readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const out = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      out[name] += text;
    },
    isTTY: options.isTTY === true,
  });
  const context: CliContext = {
    stdin: stdinOf(options.stdin),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: { HOME: home, ICTL_HOME: home, ...options.env },
    cwd: options.cwd ?? home,
    now: () => options.now ?? testNow,
    signal: options.signal ?? new AbortController().signal,
  };
  const exitCode = await runIctl(typeof args === 'string' ? args.split(' ') : args, context);
  return { ...out, exitCode };
}

function stdinOf(text: string | undefined): CliContext['stdin'] {
  const stdin = new PassThrough();
  if (text === undefined) return Object.assign(stdin, { isTTY: true });
  stdin.end(text);
  return stdin;
}
