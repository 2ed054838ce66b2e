// Turns parsed YAML into plain values: anchors and merge keys resolved, scalars typed as Kubernetes tools type them.

import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { defineKey } from '../define-key.ts';
import { fieldOf, itemOf } from '../field-path.ts';
import type { Problem } from '../problem.ts';
import { isYaml11Boolean, resolvePlainScalar } from './scalar.ts';

/** Levels of nesting; Kubernetes' own objects have fewer than 30. */
const maxDepth = 100;
/** Values that aliases may add to a document. Written-out values are bounded by its size. */
const maxAliasedValues = 100_000;

/** Thrown where a document asks for more than it gets. */
export class BoundExceeded extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'BoundExceeded';
    this.offset = offset;
  }
}

export interface PlainDocument {
  readonly value: unknown;
  /** Keys that are written twice, and keys that are not text. */
  readonly problems: readonly Problem[];
  /** What each alias stands for; needed to find places in the text. */
  readonly aliases: ReadonlyMap<Node, Node>;
}

/**
 * Reads a parsed document.
 * @throws BoundExceeded where it is too deep, an alias has no target or aliases expand to too much
 */
export function plainDocument(root: Node | null): PlainDocument {
  const reader = new Reader();
  const value = root === null ? null : reader.read(root, '', 0);
  return { value, problems: reader.problems, aliases: reader.aliases };
}

class Reader {
  readonly problems: Problem[] = [];
  readonly aliases = new Map<Node, Node>();
  readonly #anchors = new Map<string, Node>();
  /** Nodes that are being read: an alias to one of them would never end. */
  readonly #open = new Set<Node>();
  #aliasedValues = 0;
  #aliasDepth = 0;

  read(node: Node, path: string, depth: number): unknown {
    const offset = node.range?.[0] ?? 0;
    if (depth > maxDepth) throw new BoundExceeded(`nested deeper than ${maxDepth} levels`, offset);
    if (this.#aliasDepth > 0 && ++this.#aliasedValues > maxAliasedValues) {
      throw new BoundExceeded(`aliases stand for more than ${maxAliasedValues} values`, offset);
    }
    if (isAlias(node)) return this.#readAlias(node, node.source, path, depth);
    if ('anchor' in node && typeof node.anchor === 'string') this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return scalarValue(node);
    this.#open.add(node);
    const value = isMap(node)
      ? this.#readMap(node, path, depth)
      : isSeq(node)
        ? this.#readList(node, path, depth)
        : null;
    this.#open.delete(node);
    return value;
  }

  #readAlias(alias: Node, name: string, path: string, depth: number): unknown {
    const target = this.#targetOf(alias, name);
    this.#aliasDepth++;
    const value = this.read(target, path, depth);
    this.#aliasDepth--;
    return value;
  }

  #targetOf(alias: Node, name: string): Node {
    const offset = alias.range?.[0] ?? 0;
    const target = this.#anchors.get(name);
    if (target === undefined) throw new BoundExceeded(`there is no anchor &${name} before this alias`, offset);
    if (this.#open.has(target)) throw new BoundExceeded(`the anchor &${name} contains itself`, offset);
    this.aliases.set(alias, target);
    return target;
  }

  #readList(list: YAMLSeq, path: string, depth: number): unknown[] {
    return list.items.map((item, index) => this.read(item as Node, itemOf(path, index), depth + 1));
  }

  #readMap(map: YAMLMap, path: string, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    const merged: Record<string, unknown>[] = [];
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      if (isMergeKey(pair.key)) {
        merged.push(...this.#readMerge(pair, path, depth));
        continue;
      }
      const key = this.#keyOf(pair.key, path);
      if (Object.hasOwn(result, key))
        this.#report(fieldOf(path, key), `the key ${JSON.stringify(key)} is written twice`);
      defineKey(result, key, pair.value === null ? null : this.read(pair.value, fieldOf(path, key), depth + 1));
    }
    // What is written beside a merge key wins, then the maps that are named first (yaml.org/type/merge).
    for (const source of merged) {
      for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(result, key)) defineKey(result, key, value);
    }
    return result;
  }

  #readMerge({ value }: Pair<Node, Node | null>, path: string, depth: number): Record<string, unknown>[] {
    const content = value === null ? null : this.read(value, path, depth + 1);
    const sources: readonly unknown[] = Array.isArray(content) ? content : [content];
    return sources.flatMap((source) => {
      if (typeof source === 'object' && source !== null && !Array.isArray(source)) return [{ ...source }];
      this.#report(path, 'the merge key << takes an object or a list of objects');
      return [];
    });
  }

  #keyOf(key: Node, path: string): string {
    const node = isAlias(key) ? this.#targetOf(key, key.source) : key;
    if (!isScalar(node)) {
      this.#report(path, 'a key must be a string');
      return '';
    }
    if ('anchor' in node && typeof node.anchor === 'string') this.#anchors.set(node.anchor, node);
    const value = scalarValue(node);
    if (typeof value === 'boolean' && isYaml11Boolean(node.source ?? '')) {
      this.#report(path, `the key ${node.source} is the boolean ${value} to Kubernetes: quote it`);
    }
    if (value === null) this.#report(path, 'a key must be a string, got null');
    return String(value);
  }

  #report(path: string, message: string): void {
    if (this.problems.length < 100) this.problems.push({ code: 'ICTL0001', severity: 'error', message, path });
  }
}

function isMergeKey(key: Node): boolean {
  return isScalar(key) && key.source === '<<' && key.type === Scalar.PLAIN && key.tag === undefined;
}

function scalarValue(node: Scalar): unknown {
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
  switch (node.tag) {
    case undefined:
      return node.type === Scalar.PLAIN || node.type === undefined ? resolvePlainScalar(text) : text;
    case 'tag:yaml.org,2002:binary':
      return Buffer.from(text, 'base64').toString('utf8');
    case 'tag:yaml.org,2002:int':
    case 'tag:yaml.org,2002:float':
    case 'tag:yaml.org,2002:bool':
    case 'tag:yaml.org,2002:null':
      return resolvePlainScalar(text);
    default:
      return text;
  }
}
