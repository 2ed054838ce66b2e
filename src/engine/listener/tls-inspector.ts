// Envoy's tls_inspector listener filter: reads the start of a connection until it is a ClientHello or can be none.
import type { Socket } from 'node:net';
import type { ConnectionView } from '../../match/filter-chain.ts';
import { durationMs } from '../duration.ts';
import type { ListenerHead } from './active-listener.ts';
import { CLIENT_HELLO_READ_LIMIT, parseClientHello } from './client-hello.ts';

/** What the start of a connection says, with the bytes that were read to know. */
export interface Inspected {
  readonly view: Pick<ConnectionView, 'serverName' | 'transportProtocol' | 'applicationProtocols'>;
  readonly received: Buffer | undefined;
}

export const PLAINTEXT: Inspected['view'] = {
  serverName: '',
  transportProtocol: 'raw_buffer',
  applicationProtocols: [],
};

/** Envoy's listener_filters_timeout. */
const DEFAULT_TIMEOUT_MS = 15_000;

/** Calls back once with what the connection is; a connection that does not say in time is closed. */
export function inspectTls(socket: Socket, head: ListenerHead, done: (inspected: Inspected) => void): void {
  let received: Buffer = Buffer.alloc(0);
  const timeout = durationMs(head.listenerFiltersTimeout, DEFAULT_TIMEOUT_MS);
  const timer = timeout === 0 ? undefined : setTimeout(() => socket.destroy(), timeout);
  const onData = (chunk: Buffer): void => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const hello = parseClientHello(received);
    if (hello.state === 'incomplete' && received.length < CLIENT_HELLO_READ_LIMIT) return;
    stop();
    // What comes before the next reader has begun must wait for it.
    socket.pause();
    done({ view: viewOf(hello), received });
  };
  const stop = (): void => {
    clearTimeout(timer);
    socket.off('data', onData).off('end', onEnd).off('close', stop);
  };
  // Sockets are half-open: a client that leaves without a word is closed by us.
  const onEnd = (): void => void socket.destroy();
  socket.on('data', onData).on('end', onEnd).on('close', stop);
}

function viewOf(hello: ReturnType<typeof parseClientHello>): Inspected['view'] {
  if (hello.state !== 'tls') return PLAINTEXT;
  return { serverName: hello.sni.toLowerCase(), transportProtocol: 'tls', applicationProtocols: hello.alpn };
}
