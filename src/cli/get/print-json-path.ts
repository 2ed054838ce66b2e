import type { CliContext } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';
import { escapeControls } from '../output/escape-controls.ts';
import { parseTemplate } from '../output/json-path/parse-template.ts';
import { renderTemplate } from '../output/json-path/render-template.ts';
import { sortKeys } from '../output/sort-keys.ts';
import type { Selection } from './select-objects.ts';
import { shownValue } from './shown-value.ts';

/**
 * Prints what a template makes of the objects, without a newline of its own, as kubectl does. Raw for a pipe, which
 * may want the bytes; for a terminal unsafe characters are escaped.
 */
export async function printJsonPath(
  selection: Selection,
  template: string,
  isFile: boolean,
  context: CliContext,
): Promise<void> {
  const parts = parseTemplate(isFile ? readBytes(template, context.cwd).toString('utf8') : template);
  const value = await shownValue(selection);
  if (value === undefined) return;
  const text = renderTemplate(parts, sortKeys(value));
  context.stdout.write(context.stdout.isTTY ? escapeControls(text) : text);
}
