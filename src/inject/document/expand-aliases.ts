// Writes out what aliases and merge keys stand for: a change in one place must not show in another.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml';

/** Leaves a document without aliases as it is. What they add has been bounded when the document was read. */
export function expandAliases(document: Document): void {
  let hasAlias = false;
  visit(document, {
    Alias: () => {
      hasAlias = true;
      return visit.BREAK;
    },
  });
  if (hasAlias) document.contents = new Expander().expand(document.contents as Node) as typeof document.contents;
}

class Expander {
  readonly #anchors = new Map<string, Node>();

  expand(node: Node): Node {
    if (isAlias(node)) return this.#copyOf(node.source);
    const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
    if (isMap(node)) this.#expandMap(node);
    else if (isSeq(node)) node.items = (node.items as Node[]).map((item) => this.expand(item));
    if (anchor === undefined) return node;
    delete (node as { anchor?: string }).anchor;
    this.#anchors.set(anchor, node.clone() as Node);
    return node;
  }

  #copyOf(name: string): Node {
    const target = this.#anchors.get(name);
    if (target === undefined) throw new Error(`no anchor ${name}`);
    return target.clone() as Node;
  }

  #expandMap(map: YAMLMap): void {
    const merged: Pair<Node, Node | null>[] = [];
    const own: Pair<Node, Node | null>[] = [];
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      const value = pair.value === null ? null : this.expand(pair.value);
      if (isMergeKey(pair.key)) merged.push(...pairsOf(value));
      else {
        pair.key = this.expand(pair.key);
        pair.value = value;
        own.push(pair);
      }
    }
    const keys = new Set(own.map(({ key }) => (isScalar(key) ? key.value : key)));
    // What is written beside a merge key wins, then the maps that are named first.
    for (const pair of merged) {
      const key = isScalar(pair.key) ? pair.key.value : pair.key;
      if (keys.has(key)) continue;
      keys.add(key);
      own.push(pair);
    }
    map.items = own;
  }
}

function pairsOf(source: Node | null): Pair<Node, Node | null>[] {
  const maps = isSeq(source) ? source.items.filter(isMap) : isMap(source) ? [source] : [];
  return maps.flatMap((map) => map.items as Pair<Node, Node | null>[]);
}

function isMergeKey(key: Node): boolean {
  return isScalar(key) && key.value === '<<' && key.type === Scalar.PLAIN;
}
