import { type Defect, watchDefects } from '../engine/guard.ts';

/** A defect that many requests run into is told in full once, and then by how often it came in each of these. */
const REPEAT_MS = 60_000;

/** Counts the defects of the engine while it serves, and tells of each kind without flooding the log. */
export class DefectCounter {
  total = 0;
  readonly #tell: (text: string) => void;
  readonly #now: () => number;
  readonly #kinds = new Map<string, { untold: number; toldAt: number }>();
  readonly #unwatch: () => void;

  /**
   * @param tell takes a text of several lines, with the stack
   * @param now monotonic milliseconds
   */
  constructor(tell: (text: string) => void, now: () => number = () => performance.now()) {
    this.#tell = tell;
    this.#now = now;
    this.#unwatch = watchDefects((defect) => this.#onDefect(defect));
  }

  close(): void {
    this.#unwatch();
  }

  #onDefect({ error, where }: Defect): void {
    this.total++;
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const kind = this.#kind(`${where}\n${placeOf(stack)}`);
    kind.untold++;
    const now = this.#now();
    if (now - kind.toldAt < REPEAT_MS) return;
    const often = kind.untold === 1 ? '' : ` (${kind.untold} times)`;
    this.#tell(`a defect of ictl ended a ${where}${often}; please report it\n${stack}`);
    kind.untold = 0;
    kind.toldAt = now;
  }

  #kind(key: string) {
    let kind = this.#kinds.get(key);
    if (kind === undefined) {
      kind = { untold: 0, toldAt: Number.NEGATIVE_INFINITY };
      this.#kinds.set(key, kind);
    }
    return kind;
  }
}

/** The line of code: messages may differ with every request. */
function placeOf(stack: string): string {
  return /^\s+at .*$/m.exec(stack)?.[0].trim() ?? '';
}
