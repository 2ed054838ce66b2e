import { age } from '../../kinds/age.ts';
import type { Column, Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { CliContext } from '../command.ts';
import { nothingFound } from '../output/nothing-found.ts';
import { tableText } from '../output/table.ts';
import type { FormatFlags } from './format.ts';
import { resourceName } from './resource-name.ts';
import type { KindSelection, Selection } from './select-objects.ts';

/** Prints a table for each kind, as kubectl does; with several kinds names tell theirs. */
export function printTable(selection: Selection, flags: FormatFlags, context: CliContext, wide = false): void {
  const filled = selection.kinds.filter(({ items }) => items.length > 0);
  const isMissing = selection.kinds.some(({ missing }) => missing.length > 0);
  if (filled.length === 0 && !isMissing)
    context.stderr.write(
      nothingFound(
        selection.kinds.map(({ kind }) => kind),
        selection.namespace,
      ),
    );
  const nowMs = context.now().getTime();
  const prefixed = selection.kinds.length > 1;
  context.stdout.write(filled.map((one) => tableText(rowsOf(one, { ...flags, wide, prefixed, nowMs }))).join('\n'));
}

interface RowOptions extends FormatFlags {
  readonly wide: boolean;
  readonly prefixed: boolean;
  readonly nowMs: number;
}

function rowsOf({ kind, items }: KindSelection, options: RowOptions): string[][] {
  const columns = columnsOf(kind, options);
  const rows = items.map((object) => columns.map((column) => column.value(object)));
  return options.headers === false ? rows : [columns.map(({ header }) => header), ...rows];
}

function columnsOf(kind: Kind, options: RowOptions): readonly Column[] {
  const { wide, prefixed, nowMs, allNamespaces, labelColumns, showLabels } = options;
  const columns: Column[] = [
    { header: 'NAME', value: ({ metadata }) => (prefixed ? resourceName(kind, metadata.name) : metadata.name) },
    ...kind.columns.filter((column) => column.wide !== true),
    ...(kind.ageless === true ? [] : [ageColumn(nowMs)]),
    ...kind.columns.filter((column) => wide && column.wide === true),
    ...(labelColumns?.split(',') ?? []).map(labelColumn),
  ];
  if (allNamespaces && kind.namespaced) {
    columns.unshift({ header: 'NAMESPACE', value: ({ metadata }) => metadata.namespace ?? '' });
  }
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
