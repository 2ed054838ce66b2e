import type { CommandSegment } from './format-segment.ts';

/** A command as it is written, taken apart. */
export interface CommandText {
  readonly name: string;
  /** Without parentheses; '' for none. */
  readonly argument: string;
  readonly maxLength: number | undefined;
}

export type ParsedCommand = { readonly segment: CommandSegment } | { readonly problem: string };
