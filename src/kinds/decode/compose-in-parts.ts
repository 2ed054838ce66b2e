// Composes a long document while it is parsed. The parser's tokens and the nodes made of them take a hundred times the
// room of the text; so whatever items of the open maps and lists are complete are taken out of the tokens now and then,
// composed by themselves, and handed over.
import { Composer, CST, type Document, Lexer, Parser, type YAMLMap, type YAMLSeq } from 'yaml';
import { fieldOf, itemOf } from '../field-path.ts';
import { parserOptions } from './parser-options.ts';

type CollectionToken = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** Some of the items of a map or list whose other items follow. */
export interface Part {
  /** Stands for the collection, the same for all its parts. */
  readonly token: object;
  /** Where the collection begins. */
  readonly offset: number;
  readonly node: YAMLMap | YAMLSeq;
  readonly path: string;
  readonly depth: number;
}

export interface PartSizes {
  /** How many lexemes are parsed before items are taken out. */
  readonly lexemes: number;
  /** How many items a collection must have for that. */
  readonly items: number;
}

/** Whom parts are handed to. */
export interface PartReader {
  readPart(part: Part): void;
  /** How many items of a list have been handed over. */
  countRead(token: object): number;
}

const defaultSizes: PartSizes = { lexemes: 10_000, items: 16 };

/**
 * Whether a document can be read in parts: it has no anchors, merge keys and explicit keys, which may stand for a whole
 * of which only a part is left, no directives, and no second document. Some text that only looks like one of these is
 * left whole, too.
 */
export function canBeReadInParts(source: string): boolean {
  return !/^%|^\.\.\.|\n---|<<|(?:^|[\s[{,])(?:&[^\s&]|\?\s)/m.test(source);
}

/**
 * Returns what is left of the document when its parts have been handed over.
 * @throws YAMLParseError for an error in a part
 */
export function composeInParts(source: string, reader: PartReader, sizes = defaultSizes): readonly Document[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(source)) {
    tokens.push(...parser.next(lexeme));
    lexemes += 1;
    if (lexemes % sizes.lexemes === 0) takeParts(parser.stack, reader, sizes.items);
  }
  tokens.push(...parser.end());
  return [...new Composer(parserOptions).compose(tokens)];
}

/** Takes the complete items out of the collections that are being parsed, the outermost first. */
function takeParts(stack: readonly CST.Token[], reader: PartReader, least: number): void {
  let path = '';
  let depth = 0;
  for (const token of stack) {
    if (!isCollection(token)) continue;
    // The parser looks at the last item, and at the end of the one before.
    const ready = token.items.length >= Math.max(least, 3) ? token.items.slice(0, -2) : [];
    if (ready.length > 0 && isComplete(token, ready)) {
      const node = composePart(token, ready);
      reader.readPart({ token, offset: token.offset, node, path, depth });
      dropFirst(token, ready.length, node.range?.[1] ?? token.offset);
    }
    path = pathBelow(token, path, reader);
    depth += 1;
  }
}

/** The path of the last item, which is the one that is being parsed. */
function pathBelow(token: CollectionToken, path: string, reader: PartReader): string {
  const isList =
    token.type === 'block-seq' || (token.type === 'flow-collection' && token.start.type === 'flow-seq-start');
  if (isList) return itemOf(path, reader.countRead(token) + token.items.length - 1);
  const key = token.items.at(-1)?.key;
  return fieldOf(path, CST.isScalar(key) ? CST.resolveAsScalar(key).value : '');
}

function isCollection(token: CST.Token): token is CollectionToken {
  return token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
}

/** An item without anything is an error that depends on what is beside it: such a collection is left whole. */
function isComplete(token: CollectionToken, items: readonly CST.CollectionItem[]): boolean {
  return token.type !== 'flow-collection' || items.every(({ key, sep, value }) => key ?? sep ?? value);
}

function composePart(token: CollectionToken, items: CST.CollectionItem[]): YAMLMap | YAMLSeq {
  const part = { ...token, items } as CollectionToken;
  if (part.type === 'flow-collection') closeFlow(part);
  const composer = new Composer(parserOptions);
  const [document] = composer.compose([{ type: 'document', offset: token.offset, start: [], value: part }]);
  const [error] = document?.errors ?? [];
  if (error !== undefined) throw error;
  return document?.contents as YAMLMap | YAMLSeq;
}

function closeFlow(part: CST.FlowCollection): void {
  const isMap = part.start.type === 'flow-map-start';
  const [type, source] = isMap ? (['flow-map-end', '}'] as const) : (['flow-seq-end', ']'] as const);
  part.end = [{ type, source, offset: part.offset, indent: -1 }];
  if (!isMap) for (const item of part.items) keyToValue(item);
}

/** What was read as a key that has no colon is an item of the list. The parser finds out at the closing bracket. */
function keyToValue(item: CST.CollectionItem): void {
  const { key, sep, value, start } = item;
  if (!sep || value || hasToken(start, 'explicit-key-ind') || hasToken(sep, 'map-value-ind')) return;
  delete item.sep;
  delete item.key;
  if (!key) return;
  item.value = key;
  const flow = key as CST.FlowScalar | CST.FlowCollection;
  flow.end = [...(flow.end ?? []), ...sep];
}

/**
 * Leaves what is left as a collection of its own. The parser places a key that is empty where the item before it ends,
 * or behind the comma and its spaces: a block collection begins there, and a flow collection has its bracket before.
 */
function dropFirst(token: CollectionToken, count: number, end: number): void {
  token.items.splice(0, count);
  const start = token.items[0]?.start ?? [];
  token.offset = token.type === 'flow-collection' ? (dropComma(start) ?? end) - token.start.source.length : end;
}

/**
 * Takes the comma away with the white space before it. Spaces behind it, which a comment needs, are made empty: the
 * parser would go back over them. Returns where they end.
 */
function dropComma(start: CST.SourceToken[]): number | undefined {
  const comma = start.findIndex(({ type }) => type === 'comma');
  const [dropped, space] = comma < 0 ? [] : start.slice(comma);
  if (dropped === undefined) return undefined;
  const hasSpace = space?.type === 'space';
  const end = dropped.offset + dropped.source.length + (hasSpace ? space.source.length : 0);
  const first = start.findLastIndex((token, index) => index < comma && !isWhite(token)) + 1;
  start.splice(first, comma + 1 - first);
  if (hasSpace) start.splice(first, 1, { ...space, offset: end, source: '' });
  return end;
}

function isWhite({ type }: CST.SourceToken): boolean {
  return type === 'space' || type === 'newline' || type === 'comment';
}

function hasToken(tokens: readonly CST.SourceToken[], type: string): boolean {
  return tokens.some((token) => token.type === type);
}
