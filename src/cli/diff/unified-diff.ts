import { type LineEdit, lineEdits } from './line-edits.ts';

const CONTEXT_LINES = 3;

interface DiffNames {
  readonly before: string;
  readonly after: string;
}

interface Hunk {
  readonly beforeStart: number;
  readonly afterStart: number;
  readonly edits: readonly LineEdit[];
}

/** Returns a unified diff (POSIX diff -u) of two texts that end in newlines; '' where they are the same. */
export function unifiedDiff(before: string, after: string, names: DiffNames): string {
  if (before === after) return '';
  const hunks = hunksOf(lineEdits(linesOf(before), linesOf(after)));
  return `--- ${names.before}\n+++ ${names.after}\n${hunks.map(hunkText).join('')}`;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Changes with what is around them; those that are near each other are one hunk. */
function hunksOf(edits: readonly LineEdit[]): readonly Hunk[] {
  const changed = edits.flatMap(({ type }, index) => (type === 'same' ? [] : [index]));
  const ranges: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = ranges.at(-1);
    if (last !== undefined && index - CONTEXT_LINES <= last.to) last.to = index + CONTEXT_LINES + 1;
    else ranges.push({ from: Math.max(0, index - CONTEXT_LINES), to: index + CONTEXT_LINES + 1 });
  }
  return ranges.map(({ from, to }) => ({
    beforeStart: countLines(edits.slice(0, from), 'added'),
    afterStart: countLines(edits.slice(0, from), 'removed'),
    edits: edits.slice(from, to),
  }));
}

function hunkText({ beforeStart, afterStart, edits }: Hunk): string {
  const before = rangeText(beforeStart, countLines(edits, 'added'));
  const after = rangeText(afterStart, countLines(edits, 'removed'));
  return `@@ -${before} +${after} @@\n${edits.map(({ type, line }) => `${signs[type]}${line}\n`).join('')}`;
}

const signs: Readonly<Record<LineEdit['type'], string>> = { same: ' ', removed: '-', added: '+' };

/** Lines count from 1; an empty range names the line before it. */
function rangeText(start: number, count: number): string {
  const first = count === 0 ? start : start + 1;
  return count === 1 ? `${first}` : `${first},${count}`;
}

/** The lines of one side: those that are not only on the other. */
function countLines(edits: readonly LineEdit[], other: LineEdit['type']): number {
  return edits.filter(({ type }) => type !== other).length;
}
