import type { RequestView } from './request-view.ts';

/** One thing a route match asks of a request beside its path. All conditions of a match must hold. */
export interface Condition {
  readonly on: 'header' | 'query parameter';
  readonly name: string;
  /** What is wanted: `exactly "1"`, `to be present`, `not the prefix "a"`. */
  readonly expected: string;
  holds(request: RequestView): boolean;
  /** What the request has there, for explanations; undefined for nothing. */
  actual(request: RequestView): string | undefined;
}
