// One listener: its sockets, and the choice of a filter chain for each connection they accept. Sockets stay while the
// bindings stay, chains stay while their config stays; so a change breaks only what it is about.
import { createServer, type Server, type Socket } from 'node:net';
import type { Listener } from '../../envoy/listener.ts';
import { isSocketPath, nodeSocketPath } from '../../lib/socket-path.ts';
import { compileFilterChains, type FilterChainTable } from '../../match/filter-chain.ts';
import type { BindFailure, BoundSocket, SocketBinding } from '../engine.ts';
import { guarded } from '../guard.ts';
import { LISTENER, LISTENER_TIMES } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import type { FilterChainServer } from './filter-chain-server.ts';
import { removeStaleSocket } from './remove-stale-socket.ts';
import { type Inspected, inspectTls, PLAINTEXT } from './tls-inspector.ts';
import type { LogUnmatched } from './unmatched-log.ts';

export type ListenerHead = Omit<Listener, 'filterChains'>;

export interface ActiveListenerOptions {
  readonly stats: StatScope;
  /** Hears of connections that no filter chain takes, before they are closed. */
  readonly onUnmatched: LogUnmatched;
  /**
   * Listener -> the free port it was given. A listener that goes and comes again is reached where it was, and on the
   * same port of every address.
   */
  readonly freePorts: Map<string, number>;
}

interface BoundServer {
  readonly binding: SocketBinding;
  readonly server: Server;
  readonly host: string;
  readonly port: number;
}

/** Envoy's tcp_backlog_size. */
const BACKLOG = 1024;

export class ActiveListener {
  head: ListenerHead;
  failures: BindFailure[] = [];
  readonly #options: ActiveListenerOptions;
  #chains: ReadonlyMap<string, FilterChainServer> = new Map();
  #table: FilterChainTable = compileFilterChains([]);
  #byChain = new Map<unknown, FilterChainServer>();
  #servers: BoundServer[] = [];
  #inspects = false;

  constructor(head: ListenerHead, options: ActiveListenerOptions) {
    this.head = head;
    this.#options = options;
  }

  get chains(): ReadonlyMap<string, FilterChainServer> {
    return this.#chains;
  }

  get bound(): BoundSocket[] {
    return this.#servers.map(({ host, port }) => ({ listener: this.head.name, host, port }));
  }

  /** Puts a config in force for connections from now on. Chains that are gone are the caller's to drain. */
  setChains(head: ListenerHead, chains: ReadonlyMap<string, FilterChainServer>): void {
    this.head = head;
    this.#chains = chains;
    const servers = [...chains.values()];
    this.#table = compileFilterChains(servers.map(({ chain }) => chain));
    this.#byChain = new Map(servers.map((server) => [server.chain, server]));
    this.#inspects = (head.listenerFilters ?? []).some(({ name }) => name === 'envoy.filters.listener.tls_inspector');
  }

  /** Opens the sockets of new bindings and closes those of gone ones; a socket that cannot be opened is a failure. */
  async bind(bindings: readonly SocketBinding[]): Promise<void> {
    const kept: BoundServer[] = [];
    const gone: BoundServer[] = [];
    for (const bound of this.#servers) (bindings.some((b) => isSame(b, bound.binding)) ? kept : gone).push(bound);
    for (const { server } of gone) server.close();
    const added = bindings.filter((binding) => !kept.some((bound) => isSame(binding, bound.binding)));
    const opened: (BoundServer | BindFailure)[] = [];
    for (const binding of added) opened.push(await this.#open(binding));
    this.failures = opened.filter((result) => 'code' in result);
    this.#servers = [...kept, ...opened.filter((result) => 'server' in result)];
  }

  /** Closes the sockets; connections live on. */
  stopAccepting(): void {
    for (const { server } of this.#servers) server.close();
    this.#servers = [];
  }

  async #open(binding: SocketBinding): Promise<BoundServer | BindFailure> {
    if (isSocketPath(binding.host)) return this.#openPath(binding);
    if (binding.port !== 0) return this.#listen(binding, binding.port);
    const { freePorts } = this.#options;
    const last = freePorts.get(this.head.name);
    const again = last === undefined ? undefined : await this.#listen(binding, last);
    if (again !== undefined && 'server' in again) return again;
    const opened = await this.#listen(binding, 0);
    if (last === undefined && 'server' in opened) freePorts.set(this.head.name, opened.port);
    return opened;
  }

  /** A path that an ended process has left is taken over; one that somebody listens on is not. */
  async #openPath(binding: SocketBinding): Promise<BoundServer | BindFailure> {
    const opened = await this.#listen(binding, 0);
    if ('server' in opened || opened.code !== 'EADDRINUSE' || !(await removeStaleSocket(binding.host))) return opened;
    return this.#listen(binding, 0);
  }

  #listen(binding: SocketBinding, port: number): Promise<BoundServer | BindFailure> {
    const { host } = binding;
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => this.#accept(socket));
    return new Promise((resolve) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        resolve({ listener: this.head.name, host, port, code: error.code ?? error.message }),
      );
      const address = isSocketPath(host) ? { path: nodeSocketPath(host) } : { host, port, ipv6Only: host === '::' };
      server.listen({ ...address, backlog: BACKLOG }, () => {
        server.removeAllListeners('error');
        // Accept can fail later, without file descriptors for instance: the socket stays and tries again.
        server.on('error', () => {});
        const bound = server.address();
        resolve({ binding, server, host, port: typeof bound === 'object' && bound !== null ? bound.port : port });
      });
    });
  }

  #accept(socket: Socket): void {
    this.#count(LISTENER.downstream_cx_total, 1);
    this.#count(LISTENER.downstream_cx_active, 1);
    const acceptedTick = performance.now();
    socket.once('close', () => {
      this.#options.stats.record(LISTENER_TIMES.downstream_cx_length_ms, performance.now() - acceptedTick);
      this.#count(LISTENER.downstream_cx_active, -1);
      this.#count(LISTENER.downstream_cx_destroy, 1);
    });
    socket.on('error', () => {}); // 'close' follows
    const serve = guarded('accepted connection', () => void socket.destroy(), this.#serve.bind(this, socket));
    if (this.#inspects) inspectTls(socket, this.head, serve);
    else serve({ view: PLAINTEXT, received: undefined });
  }

  #serve(socket: Socket, { view, received }: Inspected): void {
    const server = this.#chooseChain(socket, view);
    if (server === undefined) {
      this.#count(LISTENER.no_filter_chain_match, 1);
      this.#options.onUnmatched({ socket, listenerName: this.head.name, serverName: view.serverName }, this.head);
      socket.destroy();
    } else server.serve({ socket, received, listenerName: this.head.name, serverName: view.serverName });
  }

  #chooseChain(socket: Socket, view: Inspected['view']): FilterChainServer | undefined {
    const { address, portValue } = this.head.address.socketAddress ?? { address: '', portValue: socket.localPort ?? 0 };
    // A chain's port is the listener's own, not the one that leads to it on this machine.
    const chain = this.#table.find({
      ...view,
      destinationPort: portValue,
      destinationAddress: socket.localAddress ?? address,
    });
    return chain === undefined ? undefined : this.#byChain.get(chain);
  }

  #count(id: number, by: number): void {
    const { values } = this.#options.stats;
    values[id] = (values[id] as number) + by;
  }
}

function isSame(a: SocketBinding, b: SocketBinding): boolean {
  return a.host === b.host && a.port === b.port;
}
