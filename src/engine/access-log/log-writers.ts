import { LogWriter } from './log-writer.ts';

/** One writer for each file: lines of several listeners must not cut each other. */
export class LogWriters {
  readonly #writers = new Map<string, LogWriter>();

  get(path: string): LogWriter {
    let writer = this.#writers.get(path);
    if (writer === undefined) {
      writer = new LogWriter(path);
      this.#writers.set(path, writer);
    }
    return writer;
  }

  close(): void {
    for (const writer of this.#writers.values()) writer.close();
    this.#writers.clear();
  }
}
