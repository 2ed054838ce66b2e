import { age } from '../../kinds/age.ts';
import type { Column, Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { CliContext } from '../command.ts';
import { nothingFound } from '../output/nothing-found.ts';
import { GrowingTable, tableText } from '../output/table.ts';
import { type FormatFlags, isWatch, type Printer } from './format.ts';
import { resourceName } from './resource-name.ts';
import type { KindSelection, Selection } from './select-objects.ts';

interface TableFlags extends FormatFlags {
  readonly wide?: boolean;
}

interface RowOptions extends TableFlags {
  readonly prefixed: boolean;
  readonly nowMs: number;
  /** What happened to the objects. */
  readonly event: string | undefined;
}

/** Returns what prints a table for each kind, as kubectl does; with several kinds names tell theirs. */
export function tablePrinter(flags: TableFlags, context: CliContext): Printer {
  return isWatch(flags) ? growingTablePrinter(flags, context) : (selection) => printTables(selection, flags, context);
}

function printTables(selection: Selection, flags: TableFlags, context: CliContext): void {
  const filled = selection.kinds.filter(({ items }) => items.length > 0);
  if (filled.length === 0) {
    sayNothingFound(selection, flags, context);
    return;
  }
  const options = rowOptions(selection, flags, context);
  // A row a line on every terminal, as kubectl prints them: rows are searched and copied.
  const tables = filled.map((one) => tableText(withHeaders(one, options)));
  context.stdout.write(tables.join('\n'));
}

function sayNothingFound({ kinds, namespace }: Selection, flags: TableFlags, { stderr }: CliContext): void {
  if (flags.ignoreNotFound === true || kinds.some(({ missing }) => missing.length > 0)) return;
  stderr.write(
    nothingFound(
      kinds.map(({ kind }) => kind),
      namespace,
    ),
  );
}

/** The headers come with the first row. */
function growingTablePrinter(flags: TableFlags, context: CliContext): Printer {
  const table = new GrowingTable();
  let isFirst = true;
  return (selection) => {
    for (const one of selection.kinds.filter(({ items }) => items.length > 0)) {
      const options = rowOptions(selection, flags, context);
      context.stdout.write(table.text(isFirst ? withHeaders(one, options) : rowsOf(one, columnsOf(one.kind, options))));
      isFirst = false;
    }
  };
}

function rowOptions({ kinds, event }: Selection, flags: TableFlags, { now }: CliContext): RowOptions {
  const prefixed = kinds.length > 1 || flags.showKind === true;
  return { ...flags, prefixed, nowMs: now().getTime(), event: flags.outputWatchEvents ? event : undefined };
}

function withHeaders(selection: KindSelection, options: RowOptions): string[][] {
  const columns = columnsOf(selection.kind, options);
  const rows = rowsOf(selection, columns);
  return options.headers === false ? rows : [columns.map(({ header }) => header), ...rows];
}

function rowsOf({ items }: KindSelection, columns: readonly Column[]): string[][] {
  return items.map((object) => columns.map((column) => column.value(object)));
}

function columnsOf(kind: Kind, options: RowOptions): readonly Column[] {
  const { wide, prefixed, nowMs, allNamespaces, labelColumns = [], showLabels, event } = options;
  const columns: Column[] = [
    { header: 'NAME', value: ({ metadata }) => (prefixed ? resourceName(kind, metadata.name) : metadata.name) },
    ...kind.columns.filter((column) => column.wide !== true),
    ...(kind.ageless === true ? [] : [ageColumn(nowMs)]),
    ...kind.columns.filter((column) => wide && column.wide === true),
    ...labelColumns.flatMap((keys) => keys.split(',')).map(labelColumn),
  ];
  if (allNamespaces && kind.namespaced) {
    columns.unshift({ header: 'NAMESPACE', value: ({ metadata }) => metadata.namespace ?? '' });
  }
  if (event !== undefined) columns.unshift({ header: 'EVENT', value: () => event });
  if (showLabels) columns.push({ header: 'LABELS', value: labelsText });
  return columns;
}

function ageColumn(nowMs: number): Column {
  return { header: 'AGE', value: ({ metadata }) => age(metadata.creationTimestamp, nowMs) };
}

/** The header is the key's last part, as in kubectl: `VERSION` for `app.kubernetes.io/version`. */
function labelColumn(key: string): Column {
  const header = key.slice(key.lastIndexOf('/') + 1).toUpperCase();
  return { header, value: ({ metadata }) => metadata.labels?.[key] ?? '' };
}

function labelsText({ metadata }: KubeObject): string {
  const labels = Object.entries(metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return labels.length === 0 ? '<none>' : labels.sort().join(',');
}
