/** One step from a list of lines to another. */
export interface LineEdit {
  readonly type: 'same' | 'removed' | 'added';
  readonly line: string;
}

/** Beyond this many edits the shortest way is no longer looked for: nobody reads it. */
const MAX_EDITS = 4_000;

/**
 * Finds the shortest way from one list of lines to another (E. Myers, "An O(ND) difference algorithm and its
 * variations", 1986), after what both begin and end with. Removals come before additions.
 */
export function lineEdits(before: readonly string[], after: readonly string[]): readonly LineEdit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const least = Math.min(before.length, after.length) - start;
  while (end < least && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [
    ...same(before.slice(0, start)),
    ...shortestEdits(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function same(lines: readonly string[]): LineEdit[] {
  return lines.map((line) => ({ type: 'same', line }));
}

function shortestEdits(before: readonly string[], after: readonly string[]): readonly LineEdit[] {
  const furthest = furthestReaches(before, after);
  if (furthest === undefined) {
    return [
      ...before.map((line): LineEdit => ({ type: 'removed', line })),
      ...after.map((line): LineEdit => ({ type: 'added', line })),
    ];
  }
  return traceBack(before, after, furthest);
}

/** For each number of edits how far each diagonal gets in `before`; undefined where there are too many edits. */
function furthestReaches(
  before: readonly string[],
  after: readonly string[],
): readonly ReadonlyMap<number, number>[] | undefined {
  const reach = new Map<number, number>([[1, 0]]);
  const history: ReadonlyMap<number, number>[] = [];
  for (let edits = 0; edits <= Math.min(before.length + after.length, MAX_EDITS); edits++) {
    history.push(new Map(reach));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = isDown(reach, diagonal, edits) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return history;
    }
  }
  return undefined;
}

/** Whether the diagonal is reached by an addition, from the one above. */
function isDown(reach: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (reach.get(diagonal - 1) ?? 0) < (reach.get(diagonal + 1) ?? 0);
}

function traceBack(
  before: readonly string[],
  after: readonly string[],
  history: readonly ReadonlyMap<number, number>[],
): readonly LineEdit[] {
  const edits: LineEdit[] = [];
  let x = before.length;
  let y = after.length;
  for (let count = history.length - 1; count >= 0; count--) {
    const reach = history[count] as ReadonlyMap<number, number>;
    const diagonal = x - y;
    const down = isDown(reach, diagonal, count);
    const fromX = reach.get(down ? diagonal + 1 : diagonal - 1) ?? 0;
    const fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
    for (; x > fromX && y > fromY; x--, y--) edits.push({ type: 'same', line: before[x - 1] as string });
    if (count === 0) break;
    if (down) edits.push({ type: 'added', line: after[--y] as string });
    else edits.push({ type: 'removed', line: before[--x] as string });
  }
  return edits.reverse();
}
