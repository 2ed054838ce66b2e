// The main thread's end of the line to the control thread.
import { Worker } from 'node:worker_threads';
import type { DumpedConfig } from '../admin/view.ts';
import type {
  ControlThreadData,
  FromControlThread,
  SourceFailure,
  ToControlThread,
  Update,
} from './thread-messages.ts';

export interface ControlLinkHandler {
  /** Puts an update in force; resolves with the reason where it is refused as a whole. */
  onUpdate(update: Update): Promise<string | undefined>;
  onFailure(failure: SourceFailure): void;
}

export class ControlLink {
  readonly #worker: Worker;
  readonly #handler: ControlLinkHandler;
  readonly #questions = new Map<number, (dump: DumpedConfig) => void>();
  #lastQuestion = 0;

  /** @param entry the built control thread */
  constructor(entry: URL, data: ControlThreadData, handler: ControlLinkHandler) {
    this.#handler = handler;
    this.#worker = new Worker(entry, { workerData: data });
    this.#worker.on('message', (message: FromControlThread) => void this.#receive(message));
    this.#worker.on('error', (error) => {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      handler.onFailure({ message: `the control thread ended: ${detail}`, hint: undefined, exitCode: 70 });
    });
  }

  /** Looks for changes at once. */
  check(): void {
    this.#send({ type: 'check' });
  }

  /** The configuration in force, without the bytes of secrets. */
  config(): Promise<DumpedConfig> {
    const id = ++this.#lastQuestion;
    return new Promise((resolve) => {
      this.#questions.set(id, resolve);
      this.#send({ type: 'get-config', id });
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(message: ToControlThread): void {
    this.#worker.postMessage(message);
  }

  async #receive(message: FromControlThread): Promise<void> {
    switch (message.type) {
      case 'update':
        return this.#send({ type: 'applied', rejected: await this.#handler.onUpdate(message) });
      case 'failed':
        return this.#handler.onFailure(message.failure);
      case 'config':
        this.#questions.get(message.id)?.(message.dump);
        this.#questions.delete(message.id);
    }
  }
}
