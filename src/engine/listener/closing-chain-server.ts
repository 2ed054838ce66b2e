import type { FilterChain } from '../../envoy/listener.ts';
import type { AcceptedConnection, FilterChainServer } from './filter-chain-server.ts';

/** Accepts and closes: what a client of Envoy sees where a TCP route leads to no cluster. */
export class ClosingChainServer implements FilterChainServer {
  readonly chain: FilterChain;
  readonly connections = 0;

  constructor(chain: FilterChain) {
    this.chain = chain;
  }

  serve({ socket }: AcceptedConnection): void {
    socket.destroy();
  }

  drain(): void {}

  close(): void {}
}
