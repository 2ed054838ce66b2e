/** One reason why something does not match, as data. */
export interface Mismatch {
  readonly on:
    | 'path'
    | 'header'
    | 'query parameter'
    | 'server name'
    | 'transport protocol'
    | 'ALPN'
    | 'port'
    | 'address';
  /** The header or query parameter. */
  readonly name?: string;
  /** `exactly "/a"`, `to be absent`. */
  readonly expected: string;
  /** What the request has; absent for nothing. */
  readonly actual?: string;
}
