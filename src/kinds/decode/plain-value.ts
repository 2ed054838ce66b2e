// Turns parsed YAML into plain values: anchors and merge keys resolved, scalars typed as Kubernetes tools type them.

import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { defineKey } from '../define-key.ts';
import { fieldOf, itemOf } from '../field-path.ts';
import type { Problem } from '../problem.ts';
import type { Part, PartReader } from './compose-in-parts.ts';
import { Place } from './place.ts';
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

/** A value whose parts are read one after the other: what has been read of a map or a list. */
interface Draft {
  readonly value: Record<string, unknown> | unknown[];
  /** What merge keys name. */
  readonly merged: Record<string, unknown>[];
  readonly place: Place | undefined;
}

/** Reads one parsed document, whole or in parts. */
export class PlainReader implements PartReader {
  /** Keys that are written twice, and keys that are not text. */
  readonly problems: Problem[] = [];
  readonly #isPlaced: boolean;
  readonly #drafts = new WeakMap<object, Draft>();
  readonly #anchors = new Map<string, Node>();
  /** Nodes that are being read: an alias to one of them would never end. */
  readonly #open = new Set<Node>();
  #aliasedValues = 0;
  #aliasDepth = 0;

  /** @param isPlaced whether the places of values are noted, too */
  constructor({ isPlaced }: { readonly isPlaced: boolean }) {
    this.#isPlaced = isPlaced;
  }

  /**
   * Reads a document, after the parts of it that were read before.
   * @throws BoundExceeded where it is too deep, an alias has no target or aliases expand to too much
   */
  readDocument(root: Node | null): { readonly value: unknown; readonly place: Place | undefined } {
    if (root === null) return { value: null, place: undefined };
    const place = this.#isPlaced ? (this.#placeOf(root) ?? new Place(root.range?.[0] ?? 0)) : undefined;
    return { value: this.#read(root, '', 0, place), place };
  }

  /** Reads items of a collection that is not complete. @throws BoundExceeded as above */
  readPart({ token, offset, node, path, depth }: Part): void {
    let draft = this.#drafts.get(token);
    if (draft === undefined) {
      draft = { value: isMap(node) ? {} : [], merged: [], place: this.#isPlaced ? new Place(offset) : undefined };
      this.#drafts.set(token, draft);
    }
    this.#readItems(draft, node, path, depth);
  }

  /** How many items of a list have been read. */
  countRead(token: object): number {
    const value = this.#drafts.get(token)?.value;
    return Array.isArray(value) ? value.length : 0;
  }

  /** The place that the parts of a collection are noted in; a new one where there are none, or none is asked for. */
  #placeOf(node: Node): Place | undefined {
    if (!this.#isPlaced || !isCollection(node)) return undefined;
    return this.#draftOf(node)?.place ?? new Place(node.range?.[0] ?? 0);
  }

  #draftOf(node: Node): Draft | undefined {
    return node.srcToken === undefined ? undefined : this.#drafts.get(node.srcToken);
  }

  #read(node: Node, path: string, depth: number, place: Place | undefined): unknown {
    const offset = node.range?.[0] ?? 0;
    if (depth > maxDepth) throw new BoundExceeded(`nested deeper than ${maxDepth} levels`, offset);
    if (this.#aliasDepth > 0 && ++this.#aliasedValues > maxAliasedValues) {
      throw new BoundExceeded(`aliases stand for more than ${maxAliasedValues} values`, offset);
    }
    if (isAlias(node)) return this.#readAlias(node, node.source, path, depth, place);
    if ('anchor' in node && typeof node.anchor === 'string') this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return scalarValue(node);
    return isMap(node) || isSeq(node) ? this.#readCollection(node, path, depth, place) : null;
  }

  #readAlias(alias: Node, name: string, path: string, depth: number, place: Place | undefined): unknown {
    const target = this.#targetOf(alias, name);
    this.#aliasDepth++;
    const value = this.#read(target, path, depth, place);
    this.#aliasDepth--;
    return value;
  }

  #targetOf(alias: Node, name: string): Node {
    const offset = alias.range?.[0] ?? 0;
    const target = this.#anchors.get(name);
    if (target === undefined) throw new BoundExceeded(`there is no anchor &${name} before this alias`, offset);
    if (this.#open.has(target)) throw new BoundExceeded(`the anchor &${name} contains itself`, offset);
    return target;
  }

  #readCollection(node: YAMLMap | YAMLSeq, path: string, depth: number, place: Place | undefined): unknown {
    const draft = this.#draftOf(node) ?? { value: isMap(node) ? {} : [], merged: [], place };
    this.#open.add(node);
    this.#readItems(draft, node, path, depth);
    this.#open.delete(node);
    draft.place?.end();
    // What is written beside a merge key wins, then the maps that are named first (yaml.org/type/merge).
    for (const source of draft.merged) {
      for (const [key, value] of Object.entries(source)) {
        if (!Object.hasOwn(draft.value, key)) defineKey(draft.value as Record<string, unknown>, key, value);
      }
    }
    return draft.value;
  }

  #readItems(draft: Draft, node: YAMLMap | YAMLSeq, path: string, depth: number): void {
    if (Array.isArray(draft.value)) {
      for (const item of node.items as Node[]) this.#readItem(draft.value, draft.place, item, path, depth);
    } else {
      for (const pair of node.items as Pair<Node, Node | null>[]) this.#readPair(draft, pair, path, depth);
    }
  }

  #readItem(list: unknown[], place: Place | undefined, item: Node, path: string, depth: number): void {
    const inner = this.#placeBehind(item);
    list.push(this.#read(item, itemOf(path, list.length), depth + 1, inner));
    // What is left of a collection that was read in parts begins later than the whole.
    const begin = isAlias(item) ? undefined : inner?.offset;
    place?.addItem(begin ?? item.range?.[0] ?? 0, inner);
  }

  #readPair(draft: Draft, pair: Pair<Node, Node | null>, path: string, depth: number): void {
    if (isMergeKey(pair.key)) {
      this.#readMerge(draft, pair, path, depth);
      return;
    }
    const result = draft.value as Record<string, unknown>;
    const key = this.#keyOf(pair.key, path);
    const field = fieldOf(path, key);
    if (Object.hasOwn(result, key)) this.#report(field, `the key ${JSON.stringify(key)} is written twice`);
    const inner = pair.value === null ? undefined : this.#placeBehind(pair.value);
    defineKey(result, key, pair.value === null ? null : this.#read(pair.value, field, depth + 1, inner));
    draft.place?.addField(key, pair.key.range?.[0] ?? 0, inner);
  }

  /** The place of a value, or of what an alias stands for. */
  #placeBehind(node: Node): Place | undefined {
    const target = isAlias(node) ? this.#anchors.get(node.source) : node;
    return target === undefined ? undefined : this.#placeOf(target);
  }

  #readMerge(draft: Draft, { value }: Pair<Node, Node | null>, path: string, depth: number): void {
    const isAliased = value !== null && isAlias(value);
    const target = isAliased ? this.#targetOf(value, value.source) : value;
    if (isAliased) this.#aliasDepth++;
    const sources = target !== null && isSeq(target) ? (target.items as Node[]) : [target];
    for (const source of sources) this.#readMerged(draft, source, path, depth + 1);
    if (isAliased) this.#aliasDepth--;
  }

  #readMerged(draft: Draft, node: Node | null, path: string, depth: number): void {
    const place = node === null ? undefined : this.#placeBehind(node);
    const source = node === null ? null : this.#read(node, path, depth, place);
    if (typeof source === 'object' && source !== null && !Array.isArray(source)) {
      draft.merged.push({ ...source });
      if (place !== undefined) draft.place?.addMerged(place);
    } else {
      this.#report(path, 'the merge key << takes an object or a list of objects');
    }
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
