// Carries a changed value into the nodes of a document, so that comments and the form of what stays are kept.
import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { resolvePlainScalar } from '../../kinds/decode/scalar.ts';
import { isObject, type JsonObject } from '../pod/json.ts';

/** Returns the node of a value that was `before` and is now `after`; the same node wherever it can be. */
export function updatedNode(node: Node | null, before: unknown, after: unknown): Node {
  if (node !== null && isDeepStrictEqual(before, after)) return node;
  if (isMap(node) && isObject(before) && isObject(after)) return updateMap(node, before, after);
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) return updateList(node, before, after);
  return withComments(newNode(after), node);
}

function updateMap(map: YAMLMap, before: JsonObject, after: JsonObject): Node {
  const pairs = (map.items as Pair<Node, Node | null>[]).filter(({ key }) => Object.hasOwn(after, keyOf(key)));
  const written = new Set<string>();
  for (const pair of pairs) {
    const key = keyOf(pair.key);
    written.add(key);
    if (!isDeepStrictEqual(before[key], after[key])) pair.value = updatedNode(pair.value, before[key], after[key]);
  }
  const added = Object.keys(after).filter((key) => !written.has(key) && after[key] !== undefined);
  if (added.some((key) => isLarge(after[key]))) map.flow = false;
  map.items = [...pairs, ...added.map((key) => new Pair(textNode(key), newNode(after[key])))];
  return map;
}

/** Items are the same where their name is, or all of them; each stands for one new item. */
function updateList(list: YAMLSeq, before: readonly unknown[], after: readonly unknown[]): Node {
  const nodes = list.items as Node[];
  const free = new Set(before.keys());
  const take = (same: (old: unknown) => boolean): number | undefined => {
    for (const at of free) {
      if (!same(before[at])) continue;
      free.delete(at);
      return at;
    }
    return undefined;
  };
  list.items = after.map((item) => {
    const at = take((old) => isDeepStrictEqual(old, item)) ?? take((old) => identity(old) === identity(item));
    if (at === undefined && isLarge(item)) list.flow = false;
    return at === undefined ? newNode(item) : updatedNode(nodes[at] ?? null, before[at], item);
  });
  return list;
}

/** Too large for a line: what is in brackets becomes a block. */
function isLarge(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}

/** What names an item of a list; a value of its own where nothing does. */
function identity(item: unknown): unknown {
  if (!isObject(item)) return Symbol('none');
  const name = item.name ?? item.mountPath ?? item.containerPort;
  const nested = isObject(item.metadata) ? `${item.kind}/${item.metadata.namespace}/${item.metadata.name}` : undefined;
  return name ?? nested ?? Symbol('none');
}

function keyOf(key: Node): string {
  return isScalar(key) ? String(key.value ?? '') : '';
}

/** The node of a value that was not there before. */
export function newNode(value: unknown): Node {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map(newNode);
    if (value.length === 0) list.flow = true;
    return list;
  }
  if (isObject(value)) {
    const map = new YAMLMap();
    map.items = Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => new Pair(textNode(key), newNode(one)));
    if (map.items.length === 0) map.flow = true;
    return map;
  }
  return typeof value === 'string' ? textNode(value) : plainNode(String(value ?? null));
}

function plainNode(text: string): Scalar {
  const node = new Scalar(text);
  node.type = Scalar.PLAIN;
  return node;
}

/** What YAML 1.1 reads as a date or as a number to the base 60. */
const readOtherwise = /^\d{4}-\d|^[-+]?\d[\d_]*(?::[0-5]?\d)+|^=$/;

/** Text that a tool could read as something else is quoted; what is no YAML without quotes, the writer quotes itself. */
function textNode(text: string): Scalar {
  const node = new Scalar(text);
  const isAmbiguous = resolvePlainScalar(text) !== text || readOtherwise.test(text);
  node.type = text.includes('\n') ? Scalar.BLOCK_LITERAL : isAmbiguous ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
  return node;
}

function withComments(node: Node, old: Node | null): Node {
  if (old === null) return node;
  if (old.comment) node.comment = old.comment;
  if (old.commentBefore) node.commentBefore = old.commentBefore;
  return node;
}
