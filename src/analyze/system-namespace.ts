const systemNamespaces: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'istio-system',
]);

/** Whether a namespace is of the cluster and the mesh themselves: its ports and annotations are not its users' concern. */
export function isSystemNamespace(namespace = ''): boolean {
  return systemNamespaces.has(namespace);
}
