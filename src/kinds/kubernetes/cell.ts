// How kubectl writes table cells (kubernetes/pkg/printers/internalversion).
import type { LabelSelector, LabelSelectorRequirement } from './deployment.ts';

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

/** A label selector as it is written on the command line: `app=web,key in (a,b),!other`; `<none>` where it is empty. */
export function selectorCell(selector: LabelSelector | undefined): string {
  const pairs = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const terms = [...pairs.sort(), ...(selector?.matchExpressions ?? []).map(requirement)];
  return terms.join(',') || none;
}

function requirement({ key, operator, values = [] }: LabelSelectorRequirement): string {
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
  }
}
