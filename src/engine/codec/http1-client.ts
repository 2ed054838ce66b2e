// HTTP/1.1 to upstreams: what all upstream connections share.
import type { OnReadOpts, Socket } from 'node:net';
import { limits } from '../limits.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import { CodecIo, type Receiver } from './codec-io.ts';
import { FieldScanner } from './field-scanner.ts';
import { HeadText } from './head-text.ts';
import { Http1ClientConnection, type Http1ClientContext, type Http1ClientOwner } from './http1-client-connection.ts';
import { ResponseHeadReader } from './response-head-reader.ts';

export interface Http1ClientOptions {
  readonly wheel: TimerWheel;
  /** One for all servers and clients of an engine. */
  readonly io?: CodecIo;
}

/** Makes a codec of each connected upstream socket. */
export class Http1Client {
  readonly #context: Http1ClientContext;

  constructor(options: Http1ClientOptions) {
    const io = options.io ?? new CodecIo();
    const fieldLimits = { bytes: limits.responseHeadBytes.value, fields: limits.responseHeaders.value };
    this.#context = {
      wheel: options.wheel,
      io,
      headReader: new ResponseHeadReader(fieldLimits, io.names),
      trailerFields: new FieldScanner(fieldLimits, io.names),
      headText: new HeadText(),
    };
  }

  /** The option of net.connect that makes a socket read into shared memory, for whom `receiver` will be. */
  readsOf(socket: { receiver: Receiver | undefined }): OnReadOpts {
    return this.#context.io.readsOf(socket);
  }

  attach(socket: Socket, idleMs: number, owner: Http1ClientOwner): Http1ClientConnection {
    return new Http1ClientConnection(this.#context, socket, idleMs, owner);
  }
}
