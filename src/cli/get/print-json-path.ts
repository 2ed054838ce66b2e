import type { CliContext } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';
import { escapeControls } from '../output/escape-controls.ts';
import { parseTemplate } from '../output/json-path/parse-template.ts';
import { renderTemplate, templateValues } from '../output/json-path/render-template.ts';
import { jsonText } from '../output/json-text.ts';
import { sortKeys } from '../output/sort-keys.ts';
import type { Selection } from './select-objects.ts';
import { shownValue } from './shown-value.ts';

interface JsonPathTemplate {
  /** The template, or the path of its file. */
  readonly text: string;
  readonly isFile: boolean;
  /** The values it leads to as a JSON list, instead of text. */
  readonly asJson: boolean;
  /** Ends the text with a newline: more will follow. */
  readonly isLine: boolean;
}

/**
 * Prints what a template makes of the objects, without a newline of its own, as kubectl does. Raw for a pipe, which
 * may want the bytes; for a terminal unsafe characters are escaped.
 */
export async function printJsonPath(
  selection: Selection,
  { text, isFile, asJson, isLine }: JsonPathTemplate,
  context: CliContext,
): Promise<void> {
  const parts = parseTemplate(isFile ? readBytes(text, context.cwd).toString('utf8') : text);
  const value = await shownValue(selection);
  if (value === undefined) return;
  if (asJson) return void context.stdout.write(jsonText(templateValues(parts, sortKeys(value))));
  const rendered = renderTemplate(parts, sortKeys(value));
  const printed = isLine && !rendered.endsWith('\n') ? `${rendered}\n` : rendered;
  context.stdout.write(context.stdout.isTTY ? escapeControls(printed) : printed);
}
