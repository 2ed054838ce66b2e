import type { CliContext } from '../command.ts';
import { yamlText } from '../output/yaml-text.ts';
import type { Selection } from './select-objects.ts';
import { shownValue } from './shown-value.ts';

export async function printYaml(selection: Selection, { stdout }: CliContext): Promise<void> {
  const value = await shownValue(selection);
  if (value !== undefined) stdout.write(yamlText(value));
}
