/**
 * Returns the groups of nodes that reach each other (strongly connected components of two or more nodes, or of one
 * that points to itself), each sorted, in sorted order. Tarjan's algorithm.
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];

  function visit(node: string): number {
    index.set(node, index.size);
    let low = index.size - 1;
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, lowest.get(next) ?? index.get(next) ?? low);
    }
    lowest.set(node, low);
    if (low === index.get(node)) closeGroup(node);
    return low;
  }

  function closeGroup(node: string): void {
    const group = stack.splice(stack.indexOf(node)).sort();
    const isCycle = group.length > 1 || (graph.get(node)?.includes(node) ?? false);
    if (isCycle) cycles.push(group);
  }

  for (const node of [...graph.keys()].sort()) if (!index.has(node)) visit(node);
  return cycles.sort((left, right) => String(left[0]).localeCompare(String(right[0])));
}
