import { Headers } from '../http/headers.ts';
import { type ResponseFlag, withFlag } from '../http/response-flags.ts';
import type { DownstreamConnection, RequestHead, TlsFacts } from '../http/stream.ts';
import type { StreamInfo } from '../http/stream-info.ts';
import type { AcceptedConnection } from '../listener/filter-chain-server.ts';
import { plainAddress } from '../listener/plain-address.ts';

/** Of a connection that carries no requests. */
const NO_REQUEST: RequestHead = {
  method: '',
  scheme: '',
  authority: '',
  path: '',
  headers: new Headers(),
  upgrade: undefined,
};

/** What is known of one TCP connection: access logs read it as they read a request. */
export class TcpStreamInfo implements StreamInfo {
  readonly protocol = undefined;
  readonly connection: DownstreamConnection;
  readonly request = NO_REQUEST;
  readonly responseCode = 0;
  readonly response = undefined;
  readonly trailers = undefined;
  readonly trustedAddress: string;
  readonly startedAt: number;
  readonly startedTick = performance.now();
  readonly requestCompleteTick = 0;
  readonly responseStartedTick = 0;
  endedTick = 0;
  bytesReceived = 0;
  bytesSent = 0;
  flags = '';
  details = '';
  readonly routeName = '';
  clusterName = '';
  clusterStatName = '';
  upstreamAddress = '';
  upstreamLocalAddress = '';
  upstreamFailure = '';
  attempts = 0;
  readonly serverName: string;

  constructor(
    { socket, listenerName, serverName }: Omit<AcceptedConnection, 'received'>,
    options: { readonly id: number; readonly now: number; readonly tls: TlsFacts | undefined },
  ) {
    const { remoteAddress, remotePort = 0, localAddress, localPort = 0 } = socket;
    this.connection = {
      id: options.id,
      remoteAddress: plainAddress(remoteAddress),
      remotePort,
      localAddress: plainAddress(localAddress),
      localPort,
      tls: options.tls,
      listenerName,
    };
    this.trustedAddress = this.connection.remoteAddress;
    this.startedAt = options.now;
    this.serverName = serverName;
  }

  addFlag(flag: ResponseFlag): void {
    this.flags = withFlag(this.flags, flag);
  }
}
