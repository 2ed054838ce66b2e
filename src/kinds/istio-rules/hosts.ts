// Hosts with wildcards compared (istio, pkg/config/host/name.go).

function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Whether some name is meant by both: equal, or one is a wildcard that covers the other. */
export function hostsOverlap(a: string, b: string): boolean {
  return isHostSubset(a, b) || isHostSubset(b, a);
}

/** Whether every name that `host` means is meant by `by`: `a.x` and `*.y.x` by `*.x`, everything by `*`. */
export function isHostSubset(host: string, by: string): boolean {
  if (!isWildcard(by)) return host === by;
  const suffix = by.slice(1);
  return isWildcard(host) ? host.length >= by.length && host.slice(1).endsWith(suffix) : host.endsWith(suffix);
}
