/** Returns the value of k8s.v1.cni.cncf.io/networks with a network added, in whichever form it is: names or JSON. */
export function appendMultusNetwork(existing: string, network: string): string {
  if (existing === '') return network;
  const end = existing.lastIndexOf(']');
  if (end < 0) {
    const names = existing.split(',').map((name) => name.trim());
    return names.includes(network) ? existing : `${existing}, ${network}`;
  }
  const names = networkNames(existing);
  if (names === undefined || names.includes(network)) return existing;
  return `${existing.slice(0, end)}, {"name": "${network}"}${existing.slice(end)}`;
}

/** Undefined where it is no JSON, and so nothing to add to. */
function networkNames(json: string): readonly unknown[] | undefined {
  try {
    const networks: unknown = JSON.parse(json);
    return Array.isArray(networks)
      ? networks.map((one) => (one as { readonly name?: unknown } | null)?.name)
      : undefined;
  } catch {
    return undefined;
  }
}
