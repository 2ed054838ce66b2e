import type { CliContext } from '../command.ts';
import { goText } from '../output/go-text.ts';
import { valuesAt } from '../output/json-path/relaxed-path.ts';
import { GrowingTable } from '../output/table.ts';
import { parseCustomColumns, readCustomColumns } from './custom-columns.ts';
import type { FormatFlags, Printer } from './format.ts';
import { shownItems } from './shown-value.ts';

/** Returns what prints the columns that the user chose; what a path does not find is `<none>`. @throws CliError */
export function columnsPrinter(
  { text, isFile }: { readonly text: string; readonly isFile: boolean },
  { headers }: FormatFlags,
  context: CliContext,
): Printer {
  const columns = isFile ? readCustomColumns(text, context) : parseCustomColumns(text);
  const table = new GrowingTable();
  let head = headers === false ? [] : [columns.map(({ header }) => header)];
  return async (selection) => {
    const items = await shownItems(selection);
    const rows = items.map((object) => columns.map(({ path }) => cellOf(valuesAt(path, object))));
    context.stdout.write(table.text([...head, ...rows]));
    head = [];
  };
}

function cellOf(values: readonly unknown[]): string {
  return values.length === 0 ? '<none>' : values.map(goText).join(',');
}
