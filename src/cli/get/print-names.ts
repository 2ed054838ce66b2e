import type { CliContext } from '../command.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { resourceName } from './resource-name.ts';
import type { Selection } from './select-objects.ts';

/** Prints one name a line, which get and delete take as arguments. */
export function printNames({ kinds }: Selection, { stdout }: CliContext): void {
  for (const { kind, items } of kinds) {
    for (const { metadata } of items) stdout.write(`${escapeLine(resourceName(kind, metadata.name))}\n`);
  }
}
