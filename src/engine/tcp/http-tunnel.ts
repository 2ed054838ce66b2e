// TCP inside HTTP: the bytes of one connection as the body of a CONNECT or POST request, both ways (tunneling_config of
// source/common/tcp_proxy of Envoy, and HttpUpstream in its upstream.cc).
import { Duplex } from 'node:stream';
import { Headers } from '../http/headers.ts';
import type {
  ClientStream,
  ClientStreamHandler,
  ConnectionPool,
  PoolCallbacks,
  ResetReason,
  ResponseHead,
} from '../http/stream.ts';

export interface HttpTunnelOptions {
  readonly pool: ConnectionPool;
  /** With its port: where the tunnel leads. */
  readonly hostname: string;
  readonly usePost: boolean;
}

const EMPTY = Buffer.alloc(0);

type WriteCallback = (error?: Error | null) => void;

/** Behaves as a socket does: says `connect` when the tunnel is open, and fails with an error where it cannot be. */
export class HttpTunnel extends Duplex implements ClientStreamHandler, PoolCallbacks {
  readonly #options: HttpTunnelOptions;
  readonly #wait: { cancel(): void } | undefined;
  #stream: ClientStream | undefined = undefined;
  #isOpen = false;
  #hasEnded = false;
  /** What waits until the tunnel is open, or takes more. */
  #resume: (() => void) | undefined = undefined;

  constructor(options: HttpTunnelOptions) {
    super({ allowHalfOpen: true });
    this.#options = options;
    this.#wait = options.pool.newStream(this, this);
  }

  // ---- PoolCallbacks

  onReady(stream: ClientStream): void {
    this.#stream = stream;
    const { hostname, usePost } = this.#options;
    const [method, path] = usePost ? ['POST', '/'] : ['CONNECT', ''];
    stream.sendHead(
      { method, path, scheme: 'http', authority: hostname, headers: new Headers(), upgrade: undefined },
      false,
    );
  }

  onFailure(reason: ResetReason, details: string): void {
    this.onReset(reason, details);
  }

  // ---- ClientStreamHandler

  onInformational(): void {}

  onHead({ status }: ResponseHead, end: boolean): void {
    if (status < 200 || status > 299 || (this.#options.usePost && status !== 200)) {
      this.destroy(new Error(`the tunnel was answered with ${status}`));
      return;
    }
    this.#isOpen = true;
    this.emit('connect');
    this.#goOn();
    if (end) this.#end();
  }

  onData(chunk: Buffer, end: boolean): void {
    // The bytes are only lent.
    if (chunk.length > 0 && !this.push(Buffer.from(chunk))) this.#stream?.pause();
    if (end) this.#end();
  }

  onTrailers(): void {
    this.#end();
  }

  onReset(reason: ResetReason, details: string): void {
    this.#hasEnded = true;
    this.destroy(new Error(details === '' ? reason : details));
  }

  onWritable(): void {
    if (this.#isOpen) this.#goOn();
  }

  // ---- Duplex

  override _read(): void {
    this.#stream?.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: WriteCallback): void {
    if (!this.#isOpen) this.#resume = () => this._write(chunk, _encoding, done);
    else if (this.#stream?.sendData(chunk, false) === false) this.#resume = done;
    else done();
  }

  override _final(done: WriteCallback): void {
    if (!this.#isOpen) {
      this.#resume = () => this._final(done);
      return;
    }
    this.#stream?.sendData(EMPTY, true);
    done();
  }

  override _destroy(error: Error | null, done: WriteCallback): void {
    if (this.#stream === undefined) this.#wait?.cancel();
    else if (!this.#hasEnded || !this.writableFinished) this.#stream.reset('local-reset');
    done(error);
  }

  #goOn(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  #end(): void {
    this.#hasEnded = true;
    this.push(null);
  }
}
