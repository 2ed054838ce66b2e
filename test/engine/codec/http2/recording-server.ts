// An HTTP/2 server on a real socket whose handler a test writes.
import { once } from 'node:events';
import net from 'node:net';
import { Http2Server, type Http2ServerOptions } from '../../../../src/engine/codec/http2/http2-server.ts';
import { Headers } from '../../../../src/engine/http/headers.ts';
import type {
  DownstreamConnection,
  ProtocolError,
  RequestHead,
  ServerCodec,
  ServerStream,
  ServerStreamHandler,
} from '../../../../src/engine/http/stream.ts';
import { TimerWheel } from '../../../../src/engine/timer-wheel.ts';

/** One request as the handler saw it. */
export class RecordedRequest implements ServerStreamHandler {
  readonly stream: ServerStream;
  readonly head: RequestHead | undefined;
  body = '';
  trailers: readonly string[] = [];
  ended: boolean;
  /** 'reset:reason', 'writable', 'error:details', in order. */
  readonly events: string[] = [];
  #waiting: (() => void)[] = [];

  constructor(stream: ServerStream, head: RequestHead | undefined, ended: boolean) {
    this.stream = stream;
    this.head = head;
    this.ended = ended;
  }

  onData(chunk: Buffer, end: boolean): void {
    this.body += chunk.toString('latin1');
    this.ended = end;
    this.#changed();
  }

  onTrailers(trailers: Headers): void {
    this.trailers = trailers.flat;
    this.ended = true;
    this.#changed();
  }

  onProtocolError(error: ProtocolError): void {
    this.events.push(`error:${error.details}`);
    this.#changed();
  }

  onReset(reason: string): void {
    this.events.push(`reset:${reason}`);
    this.#changed();
  }

  onWritable(): void {
    this.events.push('writable');
    this.#changed();
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #changed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

export interface RecordingServerOptions extends Partial<Http2ServerOptions> {
  /** Called with each well-formed request; by default it answers 200 without a body. */
  readonly onRequest?: (request: RecordedRequest) => void;
}

export class RecordingServer {
  readonly requests: RecordedRequest[] = [];
  readonly codecs: ServerCodec[] = [];
  readonly sockets: net.Socket[] = [];
  readonly wheel: TimerWheel;
  connectionErrors = 0;
  /** The time of the wheel; `advance` moves it. */
  now = 0;
  readonly #server: net.Server;
  #waiting: (() => void)[] = [];

  constructor(options: RecordingServerOptions = {}) {
    this.wheel = new TimerWheel({ clock: () => this.now });
    const codec = new Http2Server({ wheel: this.wheel, ...options });
    const answer =
      options.onRequest ?? (({ stream }) => stream.sendHead({ status: 200, headers: new Headers() }, true));
    this.#server = net.createServer({ allowHalfOpen: true }, (socket) => {
      this.sockets.push(socket);
      const connection: DownstreamConnection = {
        id: 1,
        remoteAddress: '127.0.0.1',
        remotePort: 1,
        localAddress: '127.0.0.1',
        localPort: 1,
        tls: undefined,
        listenerName: 'test',
      };
      const handler = {
        onRequest: (stream: ServerStream, head: RequestHead, end: boolean) => {
          const request = this.#record(stream, head, end);
          answer(request);
          this.#changed();
        },
        onProtocolError: (stream: ServerStream, error: ProtocolError, head: RequestHead | undefined) => {
          this.#record(stream, head, false).onProtocolError(error);
          stream.sendHead({ status: error.status, headers: new Headers(['x-details', error.details]) }, true);
          this.#changed();
        },
        onConnectionError: () => {
          this.connectionErrors++;
        },
      };
      this.codecs.push(codec.serve(socket, connection, handler));
    });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as net.AddressInfo).port;
  }

  /** Lets `ms` pass for the deadlines, in steps that the wheel sees one by one; frames travel meanwhile. */
  async advance(ms: number): Promise<void> {
    for (const end = this.now + ms; this.now < end; ) {
      this.now = Math.min(end, this.now + 1000);
      this.wheel.advance();
      await new Promise(setImmediate);
    }
  }

  /** The request of this number once it is there. */
  async request(index = 0): Promise<RecordedRequest> {
    while (this.requests[index] === undefined) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return this.requests[index] as RecordedRequest;
  }

  close(): void {
    for (const codec of this.codecs) codec.close();
    this.#server.close();
  }

  #record(stream: ServerStream, head: RequestHead | undefined, end: boolean): RecordedRequest {
    const request = new RecordedRequest(stream, head, end);
    stream.handler = request;
    this.requests.push(request);
    return request;
  }

  #changed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
