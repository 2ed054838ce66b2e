import type { OutputStream } from '../command.ts';
import { escapeLine } from './escape-controls.ts';
import { tableText } from './table.ts';

const GAP = 2;
/** Below this a column is no help; then lines are longer than the terminal is wide. */
const LEAST_WIDTH = 8;

type Rows = readonly (readonly string[])[];

/**
 * Lays rows out as tableText does; on a terminal that is too narrow, cells go on in the next line of their column.
 * Nothing is cut off, and a pipe gets a row a line.
 * @param indent blanks that the caller puts before each line
 */
export function fittedTable(rows: Rows, { isTTY, columns }: OutputStream, indent = 0): string {
  const text = tableText(rows);
  if (isTTY !== true || columns === undefined) return text;
  const room = columns - indent;
  if (text.split('\n').every((line) => [...line].length <= room)) return text;
  const cells = rows.map((row) => row.map((cell) => [...escapeLine(cell)]));
  const widths = fittingWidths(cells, room);
  return cells.map((row) => rowText(row, widths)).join('');
}

/** Takes from the widest column until all fit beside each other. */
function fittingWidths(cells: readonly (readonly (readonly string[])[])[], room: number): readonly number[] {
  const widths: number[] = [];
  for (const row of cells)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  let excess = widths.reduce((sum, width) => sum + width + GAP, -GAP) - room;
  for (; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= LEAST_WIDTH) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function rowText(row: readonly (readonly string[])[], widths: readonly number[]): string {
  const pieces = row.map((cell, index) => wrapped(cell, widths[index] ?? LEAST_WIDTH));
  const height = Math.max(...pieces.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const cells = pieces.map((lines, index) => {
      const cell = lines[line] ?? '';
      return cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - [...cell].length));
    });
    return `${cells.join(' '.repeat(GAP)).trimEnd()}\n`;
  }).join('');
}

/** In this order, where one is near the end of the line: between words, else behind a separator of names. */
const breaks = [' ', ',|/.=-'];

function wrapped(cell: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let rest = cell;
  while (rest.length > width) {
    const end = breakAt(rest, width);
    lines.push(rest.slice(0, end).join('').trimEnd());
    rest = rest.slice(end);
    while (rest[0] === ' ') rest = rest.slice(1);
  }
  return [...lines, rest.join('')];
}

function breakAt(text: readonly string[], width: number): number {
  for (const separators of breaks)
    for (let end = width; end > width / 2; end--) if (separators.includes(text[end - 1] ?? 'x')) return end;
  return width;
}
