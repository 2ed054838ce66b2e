import { Headers } from '../../src/engine/http/headers.ts';
import type {
  DownstreamConnection,
  ProtocolError,
  RequestHead,
  ServerConnectionHandler,
  ServerStream,
  ServerStreamHandler,
} from '../../src/engine/http/stream.ts';

/** A connection manager that remembers what it was told, and answers as the test says. */
export class ScriptedHandler implements ServerConnectionHandler {
  /** `request GET /`, `data abc`, `end`, `reset connection-termination` … */
  readonly events: string[] = [];
  readonly streams: ServerStream[] = [];
  readonly heads: RequestHead[] = [];
  /** Called with each request, after it was noted. */
  answer: (stream: ServerStream, head: RequestHead, end: boolean) => void = () => {};
  /** Called with each piece of a body. */
  onData: (stream: ServerStream, chunk: Buffer, end: boolean) => void = () => {};
  refuse: (stream: ServerStream, error: ProtocolError) => void = (stream, { status }) => respond(stream, status);

  onRequest(stream: ServerStream, head: RequestHead, end: boolean): void {
    this.events.push(`request ${head.method} ${head.path}${end ? ' end' : ''}`);
    this.#adopt(stream);
    this.heads.push(head);
    this.answer(stream, head, end);
  }

  onProtocolError(stream: ServerStream, error: ProtocolError, head: RequestHead | undefined): void {
    this.events.push(`refused ${error.status} ${error.details}${head === undefined ? '' : ` ${head.path}`}`);
    this.#adopt(stream);
    this.refuse(stream, error);
  }

  onConnectionError(): void {
    this.events.push('broken');
  }

  get last(): ServerStream {
    return this.streams.at(-1) as ServerStream;
  }

  #adopt(stream: ServerStream): void {
    this.streams.push(stream);
    const { events } = this;
    const handler: ServerStreamHandler = {
      onData: (chunk, end) => {
        if (chunk.length > 0) events.push(`data ${chunk.toString('latin1')}`);
        if (end) events.push('end');
        this.onData(stream, chunk, end);
      },
      onTrailers: ({ flat }) => events.push(`trailers ${flat.join(' ')}`),
      onProtocolError: (error) => {
        events.push(`malformed ${error.status} ${error.details}`);
        this.refuse(stream, error);
      },
      onReset: (reason) => events.push(`reset ${reason}`),
      onWritable: () => events.push('writable'),
    };
    stream.handler = handler;
  }
}

/** Sends a whole response. */
export function respond(stream: ServerStream, status: number, body = ''): void {
  const headers = new Headers(['content-length', String(body.length)]);
  stream.sendHead({ status, headers }, body === '');
  if (body !== '') stream.sendData(Buffer.from(body, 'latin1'), true);
}

export const CONNECTION: DownstreamConnection = {
  id: 1,
  remoteAddress: '192.0.2.1',
  remotePort: 40000,
  localAddress: '192.0.2.2',
  localPort: 80,
  tls: undefined,
  listenerName: '0.0.0.0_80',
};
