// The error families that are thrown. Findings (mistakes in users' resources) are values, see finding.ts.

/** Exit codes of the command line, the same in every output format (docs/commands/exit-codes.md). */
export const ExitCode = {
  ok: 0,
  /** The answer is no: a difference, findings, a refused object, nothing routed. */
  no: 1,
  usage: 2,
  /** Bad input; nothing was written. */
  badInput: 3,
  /** Not found, already exists, conflict. */
  state: 4,
  /** Store, cluster or proxy unusable. */
  unavailable: 5,
  /** A defect of ictl. */
  internal: 70,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Wrong use, bad input or something that cannot be reached. Becomes output only in cli/main.ts. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  /** What to do next: a command to type, or a sentence. */
  readonly hint: string | undefined;

  constructor(message: string, options: { exitCode: ExitCode; hint?: string; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CliError';
    this.exitCode = options.exitCode;
    this.hint = options.hint;
  }
}

/** Reasons of the Kubernetes API (apimachinery, metav1.StatusReason). */
export type ApiReason = 'NotFound' | 'AlreadyExists' | 'Conflict' | 'Invalid' | 'Expired' | 'BadRequest' | 'Forbidden';

/** A verb on an object that cannot be carried out, with the reason Kubernetes gives it. */
export class ApiError extends Error {
  readonly reason: ApiReason;
  readonly hint: string | undefined;

  constructor(reason: ApiReason, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ApiError';
    this.reason = reason;
    this.hint = options.hint;
  }
}
