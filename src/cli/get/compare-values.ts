/** What kubectl's --sort-by makes of two values: numbers by size, text by its parts, what is not there before all. */
export function compareValues(left: unknown, right: unknown): number {
  if (left === undefined || right === undefined) return rankOf(left) - rankOf(right);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compareNaturally(textOf(left), textOf(right));
}

function rankOf(value: unknown): number {
  return value === undefined ? 0 : 1;
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Digits count as numbers: `web-2` before `web-10` (kubectl sorts with github.com/fvbommel/sortorder). */
function compareNaturally(left: string, right: string): number {
  const leftParts = partsOf(left);
  const rightParts = partsOf(right);
  for (const [index, part] of leftParts.entries()) {
    const other = rightParts[index];
    if (other === undefined) return 1;
    const order = comparePart(part, other);
    if (order !== 0) return order;
  }
  return leftParts.length - rightParts.length;
}

function partsOf(text: string): readonly string[] {
  return text.match(/\d+|\D+/g) ?? [];
}

function comparePart(left: string, right: string): number {
  const areNumbers = /^\d/.test(left) && /^\d/.test(right);
  if (areNumbers && BigInt(left) !== BigInt(right)) return BigInt(left) < BigInt(right) ? -1 : 1;
  return left === right ? 0 : left < right ? -1 : 1;
}
