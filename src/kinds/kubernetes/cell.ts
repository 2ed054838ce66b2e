// How kubectl writes table cells (kubernetes/pkg/printers/internalversion).

/** What kubectl prints where there is nothing. */
export const none = '<none>';

const shownItems = 3;

/** The first items, and how many more there are: `a,b,c + 2 more...`; `<none>` of an empty list. */
export function listCell(items: readonly string[], empty = none): string {
  if (items.length === 0) return empty;
  const shown = items.slice(0, shownItems).join(',');
  return items.length <= shownItems ? shown : `${shown} + ${items.length - shownItems} more...`;
}

/** Labels as a selector: `app=web,tier=front`. */
export function labelsCell(labels: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort();
  return pairs.length === 0 ? none : pairs.join(',');
}
