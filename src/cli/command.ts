// What a command is given and how one is declared. Only main.ts touches process; tests run commands in process.
import type { Command } from 'commander';

/** The outside world of one run. */
export interface CliContext {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  /** Aborted by SIGINT and SIGTERM; long-running commands end then. */
  readonly signal: AbortSignal;
}

export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Flags every command takes. */
export interface GlobalOptions {
  readonly namespace?: string;
  readonly home?: string;
  readonly color?: boolean;
  readonly verbose?: boolean;
}

/**
 * Declares one command. Files in commands/ export `register`; what a command needs at run time is imported lazily
 * inside its action, so that `--help` and `--version` load nothing.
 */
export type RegisterCommand = (program: Command, context: CliContext) => void;
