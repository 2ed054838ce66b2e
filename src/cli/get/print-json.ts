import type { CliContext } from '../command.ts';
import { jsonText } from '../output/json-text.ts';
import type { Selection } from './select-objects.ts';
import { shownValue } from './shown-value.ts';

export async function printJson(selection: Selection, { stdout }: CliContext): Promise<void> {
  const value = await shownValue(selection);
  if (value !== undefined) stdout.write(jsonText(value));
}
