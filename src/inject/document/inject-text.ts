// One document of a stream: passed through as it is, or written anew with the sidecar in it and everything else,
// comments included, as it was.
import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, parseAllDocuments, type ToStringOptions } from 'yaml';
import { parseDocuments } from '../../kinds/decode/parse-documents.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { ObjectInjector } from '../injector.ts';
import { isObject, type JsonObject } from '../pod/json.ts';
import { injectableKinds } from '../workload.ts';
import { expandAliases } from './expand-aliases.ts';
import { updatedNode } from './update-node.ts';

export interface InjectedText {
  readonly text: string;
  readonly injected: boolean;
  readonly notes: readonly string[];
}

const injectableWord = new RegExp(`(?<![\\w-])(?:${injectableKinds.join('|')})(?![\\w-])`);

/**
 * Injects the objects in a document.
 * @param file for messages
 * @throws CliError where the document is not YAML, or an object in it cannot be injected
 */
export function injectText(text: string, file: string, inject: ObjectInjector): InjectedText {
  if (!text.includes('kind') || !injectableWord.test(text)) return { text, injected: false, notes: [] };
  const parsed = parseDocuments(file, text);
  const problem = parsed.flatMap(({ problems }) => problems).find(({ severity }) => severity === 'error');
  if (problem !== undefined) {
    throw new CliError(`${problem.path}: ${problem.message}`, { exitCode: ExitCode.badInput });
  }
  const notes: string[] = [];
  let injected = false;
  const injectNoting: ObjectInjector = (object) => {
    const result = inject(object);
    notes.push(...result.notes);
    injected ||= result.injected;
    return result;
  };
  const results = parsed.map(({ value }) => injectValue(value, injectNoting));
  if (!injected) return { text, injected, notes };
  return {
    text: writeAnew(
      text,
      parsed.map(({ value }) => value),
      results,
    ),
    injected,
    notes,
  };
}

/** The value with every object in it injected; the same value where nothing was. */
function injectValue(value: unknown, inject: ObjectInjector): unknown {
  if (!isObject(value)) return value;
  if (value.kind === 'List' && Array.isArray(value.items)) {
    const items = value.items.map((item) => injectValue(item, inject));
    return items.every((item, at) => item === (value.items as unknown[])[at]) ? value : { ...value, items };
  }
  return inject(value).object;
}

function writeAnew(text: string, before: readonly unknown[], after: readonly unknown[]): string {
  if (after.length === 1 && isJson(text)) return `${JSON.stringify(after[0], undefined, 2)}\n`;
  // The failsafe schema keeps what the user wrote: 0777, 1e3 and yes stay as they are.
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
  }) as Document[];
  const withContent = documents.filter(({ contents }) => contents !== null && isMap(contents));
  withContent.forEach((document, at) => {
    if (isDeepStrictEqual(before[at], after[at])) return;
    expandAliases(document);
    const from = before[at] as JsonObject;
    document.contents = updatedNode(document.contents, from, after[at]) as typeof document.contents;
  });
  const written = documents.map((document) => document.toString(layoutOf(text))).join('---\n');
  return text.includes('\r\n') ? written.replace(/\r?\n/g, '\r\n') : written;
}

function isJson(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // YAML in braces
  }
}

/** The user's habits, as far as the writer knows them. */
function layoutOf(text: string): ToStringOptions {
  const isIndented = /^( *)[^\s#-][^\n]*:[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*\1 +- /m.test(text);
  return { lineWidth: 0, indentSeq: isIndented, flowCollectionPadding: /[{[] \S/.test(text) };
}
