// Host names with wildcards, as Istio compares them (pkg/config/host): case-sensitive, `*.x` covers every name that
// ends in `.x` but not `x` itself, `*` covers all.

export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Whether every name that `host` stands for is one that `other` stands for. */
export function isSubsetOf(host: string, other: string): boolean {
  if (!isWildcard(other)) return host === other;
  if (isWildcard(host) && host.length < other.length) return false;
  return host.slice(isWildcard(host) ? 1 : 0).endsWith(other.slice(1));
}

/** Orders more special hosts first: exact before wildcard, longer before shorter, then by letters. */
export function compareSpecificity(left: string, right: string): number {
  if (isWildcard(left) !== isWildcard(right)) return isWildcard(left) ? 1 : -1;
  if (left.length !== right.length) return right.length - left.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The wildcards that cover a host, the most special first: `*.b.c`, `*.c`, `*` for `a.b.c`. */
export function coveringWildcards(host: string): readonly string[] {
  const result: string[] = [];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const wildcard = `*${host.slice(dot)}`;
    if (wildcard !== host) result.push(wildcard);
  }
  if (host !== '*') result.push('*');
  return result;
}
