import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { readJsonLines, writeJsonLine } from './json-lines.ts';
import type { ControlAnswer, ControlRequest, ServedConfig, ServerStatus, WaitOutcome } from './protocol.ts';
import { socketPath } from './socket-path.ts';

/** What a running server does when it is asked. */
export interface ControlHandler {
  poke(): void;
  /** Resolves when the revision is in force, cannot be, or `signal` says that nobody waits any more. */
  waitForRevision(revision: number, signal: AbortSignal): Promise<WaitOutcome>;
  status(): ServerStatus | Promise<ServerStatus>;
  config(): Promise<ServedConfig>;
  /** Resolves with the number of connections that are left when the time is over, or nobody waits any more. */
  drain(timeoutMs: number, signal: AbortSignal): Promise<number>;
  failHealthCheck(fails: boolean): void;
  stop(): void;
}

/** The server's end of the socket. Made only by the one who holds the server's lock. */
export class ControlServer {
  readonly #server: Server;
  readonly #connections = new Set<Socket>();
  readonly #handler: ControlHandler;

  private constructor(handler: ControlHandler) {
    this.#handler = handler;
    this.#server = createServer((socket) => void this.#converse(socket));
  }

  /** Listens on the socket of a state folder, in the place of one that an ended server left. */
  static async listen(home: string, handler: ControlHandler): Promise<ControlServer> {
    const path = socketPath(home);
    const control = new ControlServer(handler);
    rmSync(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      control.#server.once('error', reject);
      // The socket is made within this call: nobody else can connect between bind and chmod.
      const umask = process.umask(0o177);
      control.#server.listen(path, resolve);
      process.umask(umask);
    });
    chmodSync(path, 0o600);
    return control;
  }

  /** Stops listening and ends all conversations. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#connections) socket.destroy();
    await closed; // removes the socket file, too
  }

  async #converse(socket: Socket): Promise<void> {
    this.#connections.add(socket);
    socket.on('error', () => socket.destroy()); // the client is gone
    const gone = new AbortController();
    socket.on('close', () => {
      this.#connections.delete(socket);
      gone.abort();
    });
    try {
      for await (const request of readJsonLines(socket)) {
        writeJsonLine(socket, await this.#answer(request as ControlRequest, gone.signal));
      }
    } catch {
      socket.destroy(); // not a client of ours, or one that left in the middle
    }
  }

  async #answer(request: ControlRequest, gone: AbortSignal): Promise<ControlAnswer> {
    switch (request.type) {
      case 'poke':
        this.#handler.poke();
        return { type: 'ok' };
      case 'wait': {
        const signal = AbortSignal.any([gone, AbortSignal.timeout(request.timeoutMs)]);
        return { type: 'wait', outcome: await this.#handler.waitForRevision(request.revision, signal) };
      }
      case 'status':
        return { type: 'status', status: await this.#handler.status() };
      case 'config':
        return { type: 'config', served: await this.#handler.config() };
      case 'drain':
        return { type: 'drain', connections: await this.#handler.drain(request.timeoutMs, gone) };
      case 'health-check':
        this.#handler.failHealthCheck(request.fails);
        return { type: 'ok' };
      case 'stop':
        this.#handler.stop();
        return { type: 'ok' };
      default:
        return { type: 'error', message: 'this server does not know that request' };
    }
  }
}
