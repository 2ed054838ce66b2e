import type { PathMatch } from '../../match/path-match.ts';
import { type ComparedMatch, covers } from './route-cover.ts';

/** More matches of one path are not compared: the check must not outlast the translation. */
const maxCompared = 200;

/** Finds among the routes of a virtual host, added in order, the first one that covers another. */
export class CoverIndex<T> {
  /** By the kind of path and its text. A match without conditions ends its list, for it covers all that would follow. */
  readonly #byPath = new Map<string, Entry<T>[]>();
  readonly #regexes: Entry<T>[] = [];
  readonly #prefixLengths = new Set<number>();

  add(match: ComparedMatch, value: T): void {
    if (match.path.kind === 'regex') {
      if (this.#regexes.length < maxCompared) this.#regexes.push({ match, value });
      return;
    }
    const key = keyOf(match.path);
    const entries = this.#byPath.get(key) ?? [];
    if (entries.length >= maxCompared || entries.at(-1)?.match.conditions.size === 0) return;
    entries.push({ match, value });
    this.#byPath.set(key, entries);
    if (match.path.kind !== 'exact') this.#prefixLengths.add(match.path.text.length);
  }

  /** What was added with a match that covers this one; undefined where nothing does. */
  find(match: ComparedMatch): T | undefined {
    for (const entries of this.#candidates(match.path)) {
      const found = entries.find((entry) => covers(entry.match, match));
      if (found !== undefined) return found.value;
    }
    return this.#regexes.find((entry) => covers(entry.match, match))?.value;
  }

  *#candidates(path: PathMatch): Iterable<readonly Entry<T>[]> {
    const text = path.kind === 'regex' ? path.regex.literalPrefix : path.text;
    yield* this.#spelt(text, path.kind === 'exact', '');
    yield* this.#spelt(text.toLowerCase(), path.kind === 'exact', anyCase);
    // a prefix / covers every path, also one whose beginning is not known
    if (text === '') for (const mark of ['', anyCase]) yield this.#byPath.get(`prefix ${mark}/`) ?? [];
  }

  *#spelt(text: string, isExact: boolean, mark: string): Iterable<readonly Entry<T>[]> {
    if (isExact) yield this.#byPath.get(`exact ${mark}${text}`) ?? [];
    for (const length of this.#prefixLengths) {
      if (length > text.length) continue;
      const prefix = text.slice(0, length);
      yield this.#byPath.get(`prefix ${mark}${prefix}`) ?? [];
      yield this.#byPath.get(`separated-prefix ${mark}${prefix}`) ?? [];
    }
  }
}

/** Marks texts that are compared in any case; they are in lower case. */
const anyCase = '(?i)';

interface Entry<T> {
  readonly match: ComparedMatch;
  readonly value: T;
}

function keyOf(path: Exclude<PathMatch, { readonly kind: 'regex' }>): string {
  return `${path.kind} ${path.ignoreCase ? anyCase : ''}${path.text}`;
}
