// Valid documents with a few of their values or fields changed: what gets past the YAML reader, to the schemas, the
// conversions and the validation behind it.
import { parse, stringify } from 'yaml';
import { count, type Random, some } from './random.ts';

type Tree = Record<string, unknown> | unknown[];

const values: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1, 80, 443, 65_536, 1.5, 2 ** 53, -(2 ** 31), '', ' ', 'a', 'A', '*', '/', '.', '..'],
  ...['*.example.com', 'a.com', 'ns/*', './a', '1s', '0s', '-1s', '1ms', '10', 'http', 'TCP', 'TLS', 'ISTIO_MUTUAL'],
  ...['(', '^(a+)+$', '%', '%REQ(x)%', '1.2.3.4', '1.2.3.4/8', '::/0', '__proto__', 'x'.repeat(300), '🙂', '\u0000'],
  ...['v1', 'networking.istio.io/v1', 'networking.istio.io/v1alpha3', 'extensions/v1beta1', 'Gateway', 'List'],
];

/** Returns a document of the corpus with one to four changes in its tree, as JSON or as YAML. */
export function mutateTree(corpus: readonly string[], random: Random): string {
  const root = parse(some(corpus, random), { merge: true }) as Tree;
  for (let left = count(random, 1, 4); left > 0; left -= 1) changeOne(root, random);
  return random() < 0.7 ? JSON.stringify(root) : stringify(root, { aliasDuplicateObjects: random() < 0.5 });
}

function changeOne(root: Tree, random: Random): void {
  const trees = treesOf(root);
  const tree = some(trees, random);
  const keys = Object.keys(tree);
  const key = keys.length === 0 ? 'a' : some(keys, random);
  const value = random() < 0.6 ? some(values, random) : copyOf(some(trees, random), random);
  if (Array.isArray(tree)) {
    tree.splice(count(random, 0, tree.length), random() < 0.5 ? 1 : 0, value);
  } else if (random() < 0.2) {
    delete tree[key];
  } else {
    tree[random() < 0.3 ? keyOf(random, trees) : key] = value;
  }
}

/** The name of a field that some object has, in another place or another spelling. */
function keyOf(random: Random, trees: readonly Tree[]): string {
  const key = some(['a', ...Object.keys(some(trees, random))], random);
  const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return some([key, snake, key.toUpperCase(), `${key}x`], random);
}

function treesOf(tree: Tree): Tree[] {
  const below = Object.values(tree).filter((value) => typeof value === 'object' && value !== null) as Tree[];
  return [tree, ...below.flatMap(treesOf)];
}

/** A copy, wrapped now and then, so that a change never makes a cycle. */
function copyOf(tree: Tree, random: Random): unknown {
  const copy = structuredClone(tree);
  return random() < 0.2 ? [copy] : copy;
}
