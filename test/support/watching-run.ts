import assert from 'node:assert/strict';
import { runIctl } from '../../src/cli/main.ts';
import { type RunResult, testContext } from './run-ictl.ts';

/** A run that goes on until it is stopped. */
export class WatchingRun {
  readonly #abort = new AbortController();
  readonly #out = { stdout: '', stderr: '' };
  readonly #exitCode: Promise<number>;
  #listener: () => void = () => undefined;

  constructor(home: string, args: readonly string[]) {
    const options = { signal: this.#abort.signal, now: new Date('2026-01-02T03:04:05.678Z') };
    const context = testContext(home, options, (stream, text) => {
      this.#out[stream] += text;
      this.#listener();
    });
    this.#exitCode = runIctl(args, context);
  }

  /** Waits until just this was printed since the last time. */
  readonly prints = async (expected: string): Promise<void> => {
    const printed = await this.#take((text) => text.length >= expected.length);
    assert.equal(printed, expected);
  };

  readonly hasPrinted = (): boolean => this.#out.stdout !== '';

  /** Waits until a pattern was printed since the last time; the answer is all that was. */
  readonly printsUntil = (pattern: RegExp): Promise<string> => this.#take((text) => pattern.test(text));

  /** Ends the run; the answer is what was printed and not looked at. */
  readonly stop = async (): Promise<RunResult> => {
    this.#abort.abort();
    return this.ended();
  };

  /** Waits until the run ends by itself; the answer is what was printed and not looked at. */
  readonly ended = async (): Promise<RunResult> => {
    const exitCode = await this.#exitCode;
    return { ...this.#out, exitCode };
  };

  async #take(isEnough: (text: string) => boolean): Promise<string> {
    while (!isEnough(this.#out.stdout)) {
      const printed = new Promise<void>((resolve) => {
        this.#listener = resolve;
      });
      const ended = this.#exitCode.then((exitCode) => assert.fail(`ended with ${exitCode}: ${this.#out.stderr}`));
      await Promise.race([printed, ended]);
    }
    const { stdout } = this.#out;
    this.#out.stdout = '';
    return stdout;
  }
}
