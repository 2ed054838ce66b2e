/** One thing that was looked at, and what came of it. */
export interface CertificateCheck {
  readonly name: 'key' | 'chain' | 'validity' | 'host' | 'use' | 'strength';
  readonly level: 'ok' | 'warning' | 'failed' | 'skipped';
  /** Lower case, no full stop. */
  readonly text: string;
}
