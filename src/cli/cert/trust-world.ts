/** What trust stores are reached by; tests have their own. */
export interface TrustWorld {
  readonly platform: NodeJS.Platform;
  /** `/`. */
  readonly root: string;
  readonly home: string;
  /** The CA's certificate. */
  readonly certificate: string;
  /** What entries are called: one CA for each user. */
  readonly label: string;
  /** Runs a program to its end; never as another user. */
  readonly run: (command: string, args: readonly string[]) => Promise<RunOutcome>;
}

export interface RunOutcome {
  readonly status: 'ok' | 'failed' | 'not-installed';
  /** What it said about a failure. */
  readonly output: string;
}

/** What came of one store. */
export interface TrustOutcome {
  /** Whose trust it is: `system (Debian layout)`. */
  readonly store: string;
  readonly status: 'done' | 'unchanged' | 'not-done';
  readonly text: string;
  /** What the user may type to have it done. */
  readonly commands?: readonly string[];
}

export type TrustAction = 'trust' | 'untrust';
