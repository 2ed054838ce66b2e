import type { LeafChange } from './leaf-changes.ts';

export type ChangeKind = 'added' | 'removed' | 'changed';

/** A line of the answer, with those that belong to it. */
export interface Change {
  readonly kind: ChangeKind;
  /** `http://shop.example.com:31380`, `route /cart*`, a cluster's name. */
  readonly subject: string;
  /** What it does, or what is different: `leads to outbound|…`, `timeout 5s -> 10s`. */
  readonly text: string;
  readonly parts: readonly Change[];
}

const MAX_LEAVES = 6;

export type DescribeChange<T> = (subject: string, before: T | undefined, after: T | undefined) => Change | undefined;

/** What is gone or different in the order it had, then what is new. */
export function compare<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  describe: DescribeChange<T>,
): readonly Change[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => describe(key, before.get(key), after.get(key)) ?? []);
}

/** Whether there was nothing before, or is nothing after. */
export function kindOf(before: unknown, after: unknown): ChangeKind {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

/** The first few differences as text: `timeout 5s -> 10s`. */
export function leavesText(changes: readonly LeafChange[]): readonly string[] {
  const texts = changes.slice(0, MAX_LEAVES).map(({ path, before, after }) => {
    if (before === undefined) return `${path} ${valueText(after)} is new`;
    if (after === undefined) return `${path} ${valueText(before)} is gone`;
    return `${path} ${valueText(before)} -> ${valueText(after)}`;
  });
  const more = changes.length - texts.length;
  return more > 0 ? [...texts, `and ${more} more fields`] : texts;
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
