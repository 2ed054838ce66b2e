// A program that runs beside a test: waits for what it prints, never for time.
import { type ChildProcess, spawn } from 'node:child_process';

export class BackgroundProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;
  #output = '';
  #listeners = new Set<() => void>();

  constructor(program: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>) {
    this.#child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
        for (const listener of this.#listeners) listener();
      });
    }
    this.#exited = new Promise((resolve) => {
      this.#child.on('close', (code) => {
        for (const listener of this.#listeners) listener();
        resolve(code);
      });
      this.#child.on('error', () => resolve(null));
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Everything printed so far, on both streams. */
  get output(): string {
    return this.#output;
  }

  /** Resolves with the first match in what it prints; rejects when it ends without one. */
  printed(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.#output);
        if (match !== null) {
          this.#listeners.delete(look);
          resolve(match);
        } else if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
          this.#listeners.delete(look);
          reject(new Error(`ended without printing ${pattern}:\n${this.#output}`));
        }
      };
      this.#listeners.add(look);
      look();
    });
  }

  /** Sends the signal and resolves with the exit code (null after a kill). */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal);
    return this.#exited;
  }
}
