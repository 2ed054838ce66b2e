import type { RequestView } from './request-view.ts';

/** One thing a route match asks of a request beside its path. All conditions of a match must hold. */
export interface Condition {
  readonly on: 'header' | 'query parameter';
  readonly name: string;
  /** What is wanted: `exactly "1"`, `to be present`, `anything but the prefix "a"`. */
  readonly expected: string;
  holds(request: RequestView): boolean;
  /** What the request has there: the lines of a header, the value of a parameter; empty for nothing. */
  values(request: RequestView): readonly string[];
  /** Where it is set, the condition holds if and only if it is one of the values. For the index. */
  readonly wantedValue: string | undefined;
}
