// Finds the place of a field in the text it was read from.
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Position } from '../../lib/finding.ts';
import { camelCase, type PathSegment, parseFieldPath } from '../field-path.ts';
import type { Origin } from './decoded.ts';
import type { DocumentPlace } from './parse-documents.ts';

/** The origin of the object at `base` in a document: no steps or, in a List, those of `items[3]`. */
export function nodeOrigin(place: DocumentPlace, base: readonly PathSegment[]): Origin {
  return {
    file: place.text.file,
    locate: (path) => locate(place, [...base, ...parseFieldPath(path)]),
  };
}

function locate({ text, offset, nodes }: DocumentPlace, path: readonly PathSegment[]): Position {
  const { root, aliases } = nodes();
  return text.at(offset + offsetOf(root, path, aliases));
}

/** Offset of the key of the last step that is written, or of the item. */
function offsetOf(root: Node, path: readonly PathSegment[], aliases: ReadonlyMap<Node, Node>): number {
  let node: Node | null = root;
  let offset = root.range?.[0] ?? 0;
  for (const segment of path) {
    if (node === null) break;
    const step = stepInto(aliases.get(node) ?? node, segment, aliases);
    if (step === undefined) break;
    offset = step.offset;
    node = step.node;
  }
  return offset;
}

interface Step {
  readonly offset: number;
  readonly node: Node | null;
}

function stepInto(node: Node, segment: PathSegment, aliases: ReadonlyMap<Node, Node>): Step | undefined {
  if (isSeq(node) && typeof segment === 'number') {
    const item = node.items[segment] as Node | undefined;
    return item === undefined ? undefined : { offset: item.range?.[0] ?? 0, node: item };
  }
  return isMap(node) ? stepIntoMap(node, String(segment), aliases) : undefined;
}

function stepIntoMap(map: YAMLMap, key: string, aliases: ReadonlyMap<Node, Node>): Step | undefined {
  const pairs = map.items as Pair<Node, Node | null>[];
  // The last of two equal keys is the one that was reported.
  const pair = pairs.findLast((candidate) => keyText(candidate.key, aliases) === key);
  const spelt = pair ?? pairs.find((candidate) => camelCase(keyText(candidate.key, aliases)) === key);
  if (spelt !== undefined) return { offset: spelt.key.range?.[0] ?? 0, node: spelt.value };
  return merged(pairs, aliases)
    .map((source) => stepInto(source, key, aliases))
    .find((step) => step !== undefined);
}

function merged(pairs: readonly Pair<Node, Node | null>[], aliases: ReadonlyMap<Node, Node>): readonly Node[] {
  return pairs
    .filter(({ key }) => keyText(key, aliases) === '<<')
    .flatMap(({ value }) => {
      const source = value === null ? null : (aliases.get(value) ?? value);
      if (isSeq(source)) return source.items.map((item) => aliases.get(item as Node) ?? (item as Node));
      return source === null ? [] : [source];
    });
}

function keyText(key: Node, aliases: ReadonlyMap<Node, Node>): string {
  const node = aliases.get(key) ?? key;
  return isScalar(node) ? String(node.value) : '';
}
