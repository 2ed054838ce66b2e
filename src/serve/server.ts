// `ictl serve` put together: the lock, the engine in this thread, the control thread, the control socket and the admin
// interface. What people see of it is the caller's to print.
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdminServer } from '../admin/admin-server.ts';
import type { GatewayIdentity } from '../admin/istio-metrics.ts';
import { ControlServer } from '../control/control-server.ts';
import type { ServerStatus } from '../control/protocol.ts';
import { ServerLock } from '../control/server-lock.ts';
import { type ApplyResult, type BindFailure, type BoundSocket, Engine } from '../engine/engine.ts';
import type { Stat } from '../engine/stats/stat-scope.ts';
import { CliError, ExitCode } from '../lib/errors.ts';
import type { Finding } from '../lib/finding.ts';
import { packageVersion } from '../lib/package-root.ts';
import { listenForAdmin } from './admin-port.ts';
import type { Socket } from './bindings.ts';
import { ControlLink } from './control-link.ts';
import { DefectCounter } from './defect-counter.ts';
import { loopbackHosts } from './loopback.ts';
import type { ServeOptions } from './options.ts';
import { reachedServicePorts } from './reached-service-ports.ts';
import { RevisionGate } from './revision-gate.ts';
import type { ServedListener, SourceFailure, Update } from './thread-messages.ts';

/** What is in force now, for those who tell people. */
export interface InForce {
  readonly revision: number;
  readonly adminAddress: string | undefined;
  readonly workloads: readonly string[];
  readonly listeners: readonly (ServedListener & { readonly sockets: readonly BoundSocket[] })[];
  readonly bindFailures: readonly BindFailure[];
  readonly findings: readonly Finding[];
}

export interface ServeEvents {
  onInForce(state: InForce): void;
  /** The engine refused a revision as a whole; the last one serves on. */
  onRefused(revision: number, reason: string): void;
  /** The source could not be read; the last good config serves on. */
  onSourceFailure(failure: SourceFailure): void;
  /** Our own: a connection ended by it, and everything else serves on. The text holds the stack. */
  onDefect(text: string): void;
}

export class Server {
  readonly #options: ServeOptions;
  readonly #events: ServeEvents;
  readonly #lock: ServerLock;
  readonly #engine: Engine;
  readonly #defects: DefectCounter;
  readonly #gate = new RevisionGate();
  readonly #stopAsked = new AbortController();
  #bindings: Update['bindings'] = new Map();
  #update: Update | undefined;
  #result: ApplyResult | undefined;
  #link: ControlLink | undefined;
  #control: ControlServer | undefined;
  #admin: HttpServer | undefined;
  #firstFailure: ((failure: SourceFailure) => void) | undefined;

  private constructor(options: ServeOptions, events: ServeEvents, lock: ServerLock) {
    this.#options = options;
    this.#events = events;
    this.#lock = lock;
    this.#defects = new DefectCounter((text) => events.onDefect(text));
    this.#engine = new Engine({
      bindings: ({ name }): readonly Socket[] => this.#bindings.get(name) ?? [],
      accessLog: options.accessLog,
    });
  }

  /**
   * Starts serving; resolves when the first revision is in force.
   * @throws CliError where another server runs on the state folder, or the source cannot be read
   */
  static async start(options: ServeOptions, events: ServeEvents): Promise<Server> {
    const lock = await ServerLock.acquire(options.home);
    if (lock === undefined) {
      throw new CliError(`another server runs on ${options.home}`, {
        exitCode: ExitCode.unavailable,
        hint: 'it follows every change by itself; to run a second one give it a state folder with --home',
      });
    }
    const server = new Server(options, events, lock);
    try {
      await server.#start();
      return server;
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  /** Aborted when another process asks this server to stop. */
  get stopAsked(): AbortSignal {
    return this.#stopAsked.signal;
  }

  /** Stops accepting, lets requests finish for at most `graceMs`, then closes everything. */
  async drain(graceMs: number): Promise<void> {
    await this.#engine.drain(graceMs);
    await this.close();
  }

  async close(): Promise<void> {
    await this.#control?.close();
    this.#admin?.closeAllConnections();
    this.#admin?.close();
    await this.#link?.close();
    await this.#engine.close();
    this.#defects.close();
    this.#lock.release();
  }

  async #start(): Promise<void> {
    this.#admin = createAdminServer({
      revisionInForce: () => this.#gate.revision,
      config: () => (this.#link as ControlLink).config(),
      sockets: () => this.#engine.listeners(),
      clusters: () => this.#engine.clusters(),
      stats: () => [...this.#engine.stats(), defectStat(this.#defects.total)],
      histograms: () => this.#engine.histograms(),
      traffic: () => this.#engine.traffic(),
      gateway: () => identityOf(this.#update?.workloads ?? []),
      isDraining: () => this.#engine.isDraining,
    });
    await listenForAdmin(this.#admin, this.#options.adminPort);
    this.#control = await ControlServer.listen(this.#options.home, {
      poke: () => this.#link?.check(),
      waitForRevision: (revision, signal) => this.#waitForRevision(revision, signal),
      status: () => this.#status(),
      config: async () => ({
        dump: await (this.#link as ControlLink).config(),
        clusters: this.#engine.clusters(),
        workloads: this.#update?.workloads ?? [],
      }),
      drain: (timeoutMs, signal) => this.#engine.drainListeners(timeoutMs, signal),
      failHealthCheck: (fails) => this.#engine.failHealthCheck(fails),
      stop: () => this.#stopAsked.abort(),
    });
    const failed = new Promise<never>((_resolve, reject) => {
      this.#firstFailure = ({ message, hint, exitCode }) =>
        reject(new CliError(message, { exitCode: exitCode as ExitCode, ...(hint !== undefined && { hint }) }));
    });
    const hosts = this.#options.bind.length > 0 ? this.#options.bind : loopbackHosts();
    this.#link = new ControlLink(
      new URL('./control-thread.js', import.meta.url),
      { options: this.#options, hosts },
      {
        onUpdate: (update) => this.#apply(update),
        onFailure: (failure) => this.#fail(failure),
      },
    );
    await Promise.race([failed, once(this.#ready.signal, 'abort')]);
    this.#firstFailure = undefined;
  }

  readonly #ready = new AbortController();

  async #apply(update: Update): Promise<string | undefined> {
    this.#bindings = update.bindings;
    const result = await this.#engine.apply(update.delta);
    const { revision } = update.delta;
    if (result.rejected !== undefined) {
      this.#gate.refuse(revision, result.rejected);
      this.#events.onRefused(revision, result.rejected);
      return result.rejected;
    }
    this.#update = update;
    this.#result = result;
    this.#gate.reach(revision);
    this.#events.onInForce(this.#inForce(update, result));
    this.#ready.abort();
    return undefined;
  }

  #fail(failure: SourceFailure): void {
    if (this.#firstFailure !== undefined) this.#firstFailure(failure);
    else this.#events.onSourceFailure(failure);
  }

  #inForce(update: Update, { bound, bindFailures }: ApplyResult): InForce {
    return {
      revision: update.delta.revision,
      adminAddress: this.#adminAddress(),
      workloads: update.workloads,
      listeners: update.servers.map((served) => ({
        ...served,
        sockets: bound.filter(({ listener }) => listener === served.listener),
      })),
      bindFailures,
      findings: update.findings,
    };
  }

  #waitForRevision(revision: number, signal: AbortSignal) {
    if (this.#options.files.length === 0) return this.#gate.wait(revision, signal);
    return Promise.resolve({
      isReached: false,
      revision: this.#gate.revision ?? 0,
      reason: 'this server serves files, not the store',
    });
  }

  #status(): ServerStatus {
    const adminAddress = this.#adminAddress();
    return {
      pid: process.pid,
      version: packageVersion(),
      revision: this.#gate.revision ?? 0,
      isReady: this.#gate.revision !== undefined,
      source: this.#options.files.length > 0 ? 'files' : 'store',
      ...(adminAddress !== undefined && { adminAddress }),
      servicePorts: reachedServicePorts(this.#update?.serviceTargets ?? [], this.#result?.bound ?? []),
      findings: this.#update?.findings ?? [],
    };
  }

  #adminAddress(): string | undefined {
    const address = this.#admin?.address() as AddressInfo | null | undefined;
    return address ? `127.0.0.1:${address.port}` : undefined;
  }
}

function defectStat(value: number): Stat {
  return { name: 'server.defects', family: 'server.defects', labels: {}, type: 'counter', value };
}

/** Metrics know one workload; of several the first, as for ports. */
function identityOf([workload = '']: readonly string[]): GatewayIdentity {
  const [namespace = '', name = ''] = workload.split('/');
  return { workload: name, namespace };
}
