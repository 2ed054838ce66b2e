// The words of `label` and `annotate`: resources first, then `key=value` to set and `key-` to remove.
import { labelValueFault, qualifiedNameFault } from '../../kinds/metadata/labels.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';

/** What is changed, and how messages call it. */
export interface MetadataField {
  readonly field: 'labels' | 'annotations';
  readonly noun: 'label' | 'annotation';
}

export interface MetadataChanges {
  readonly set: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
}

/** Splits words into those that name resources and those that say what to change. @throws CliError where they are mixed */
export function splitWords(words: readonly string[]): { resources: readonly string[]; changes: readonly string[] } {
  const first = words.findIndex(isChange);
  if (first === -1) return { resources: words, changes: [] };
  const changes = words.slice(first);
  const late = changes.find((word) => !isChange(word));
  if (late === undefined) return { resources: words.slice(0, first), changes };
  throw new CliError(`all resources must be named before the changes: ${late}`, {
    exitCode: ExitCode.usage,
    hint: 'a value that holds blanks goes into quotes: key="a b"',
  });
}

function isChange(word: string): boolean {
  return word.includes('=') || word.endsWith('-');
}

/** Reads the changes. @throws CliError for a key or value that no object may have, or a key that is set and removed */
export function parseChanges(words: readonly string[], { field, noun }: MetadataField): MetadataChanges {
  const set = new Map<string, string>();
  const removed: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    const key = at === -1 ? word.slice(0, -1) : word.slice(0, at);
    const value = word.slice(at + 1);
    const fault = qualifiedNameFault(field === 'labels' ? key : key.toLowerCase());
    if (fault !== undefined) throw usage(`invalid ${noun} key "${key}": ${fault}`);
    if (at === -1) removed.push(key);
    else {
      const valueFault = field === 'labels' ? labelValueFault(value) : undefined;
      if (valueFault !== undefined) throw usage(`invalid label value "${value}": ${valueFault}`);
      if (set.has(key)) throw usage(`${noun} "${key}" is set twice`);
      set.set(key, value);
    }
  }
  const both = removed.find((key) => set.has(key));
  if (both !== undefined) throw usage(`can not both modify and remove ${noun} "${both}" in the same command`);
  return { set, removed };
}

function usage(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage });
}
