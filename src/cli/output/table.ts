import { escapeLine } from './escape-controls.ts';

const GAP = '   ';

/** Lays rows out as kubectl does: columns as wide as their widest cell, three blanks between. Cells are made safe. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return new GrowingTable().text(rows);
}

/** A table whose rows come bit by bit: columns only ever become wider. */
export class GrowingTable {
  readonly #widths: number[] = [];

  /** Lays more rows out below those that came before. */
  text(rows: readonly (readonly string[])[]): string {
    const cells = rows.map((row) => row.map(escapeLine));
    for (const row of cells) {
      for (const [index, cell] of row.entries()) {
        this.#widths[index] = Math.max(this.#widths[index] ?? 0, widthOf(cell));
      }
    }
    return cells.map((row) => `${lineOf(row, this.#widths)}\n`).join('');
  }
}

/** The last cell is not filled up, so no line ends in blanks that its own cells did not have. */
function lineOf(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, index) => (index === row.length - 1 ? cell : pad(cell, widths[index] ?? 0)))
    .join(GAP)
    .trimEnd();
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(width - widthOf(cell));
}

/** In characters, not in UTF-16 units. */
function widthOf(cell: string): number {
  return [...cell].length;
}
