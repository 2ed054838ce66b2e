import type { ObjectKey } from './store.ts';

/** Orders keys by group, kind, namespace and name, as SQLite does for the characters that names may have. */
export function compareKeys(left: ObjectKey, right: ObjectKey): number {
  return (
    compareText(left.group, right.group) ||
    compareText(left.kind, right.kind) ||
    compareText(left.namespace, right.namespace) ||
    compareText(left.name, right.name)
  );
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
