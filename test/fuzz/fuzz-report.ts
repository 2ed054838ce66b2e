import type { DecodingOutcome } from './check-decoding.ts';

/** A promise that an input broke. */
export interface FuzzFailure {
  readonly index: number;
  readonly message: string;
}

/** What came of a run. */
export interface FuzzReport {
  readonly outcomes: Readonly<Record<DecodingOutcome, number>>;
  readonly failures: readonly FuzzFailure[];
  readonly slowest: { readonly index: number; readonly ms: number };
}

/** What a worker is to do: the inputs from one number up to, not including, another. */
export interface FuzzTask {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** One Int32: the number of the input that is being decoded, for the one who watches. */
  readonly progress: SharedArrayBuffer;
}
