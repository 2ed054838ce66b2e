import type { CliContext, GlobalOptions } from '../command.ts';
import type { Selection } from './select-objects.ts';

export interface FormatFlags extends GlobalOptions {
  readonly output?: string;
  readonly showLabels?: boolean;
  readonly labelColumns?: string;
  /** False with --no-headers. */
  readonly headers?: boolean;
  readonly allNamespaces?: boolean;
}

/** Prints what was selected. */
export type Format = (selection: Selection, flags: FormatFlags, context: CliContext) => void | Promise<void>;
