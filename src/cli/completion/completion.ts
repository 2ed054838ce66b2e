/** One thing that may be typed. */
export interface Candidate {
  readonly value: string;
  /** Shells that can show it do. */
  readonly description?: string;
}

/** What a shell is to offer at the cursor. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Names of files or folders beside the candidates, which the shell knows best. */
  readonly paths?: 'files' | 'folders';
}
