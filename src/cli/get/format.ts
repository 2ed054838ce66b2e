import type { GlobalOptions } from '../command.ts';
import type { Selection } from './select-objects.ts';

export interface FormatFlags extends GlobalOptions {
  readonly output?: string;
  readonly showLabels?: boolean;
  readonly showKind?: boolean;
  /** Each may hold several keys joined by commas. */
  readonly labelColumns?: readonly string[];
  /** False with --no-headers. */
  readonly headers?: boolean;
  readonly allNamespaces?: boolean;
  readonly ignoreNotFound?: boolean;
  readonly watch?: boolean;
  readonly watchOnly?: boolean;
  readonly outputWatchEvents?: boolean;
}

/** Prints what was selected. Called again for each change that is watched: headers come once. */
export type Printer = (selection: Selection) => void | Promise<void>;

/** Tells whether objects are watched, and so come one by one. */
export function isWatch({ watch, watchOnly }: FormatFlags): boolean {
  return watch === true || watchOnly === true;
}

/** Tells whether objects are printed as rows, which are laid out together. */
export function hasRows({ output = '' }: FormatFlags): boolean {
  return ['', 'short', 'wide', 'name'].includes(output) || output.startsWith('custom-columns');
}
