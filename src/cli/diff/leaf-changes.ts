/** A value that two trees have differently. */
export interface LeafChange {
  /** Such as `route.retryPolicy.numRetries`. */
  readonly path: string;
  /** undefined where there is none. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Lists what is different between two JSON values, as deep as both go on; lists of another length as a whole. */
export function leafChanges(before: unknown, after: unknown, path = ''): readonly LeafChange[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item, index) => leafChanges(item, after[index], `${path}[${index}]`));
  if (isMap(before) && isMap(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => leafChanges(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
