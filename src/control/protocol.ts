// What the command line and a running server say to each other over serve.sock: a line of JSON each way. A connection
// may carry several requests, one after the other; each is answered before the next is read.
import type { Finding } from '../lib/finding.ts';

export type ControlRequest =
  /** The store was written: look at it now. */
  | { readonly type: 'poke' }
  /** Answer when this revision of the store, or a later one, is in force. */
  | { readonly type: 'wait'; readonly revision: number; readonly timeoutMs: number }
  | { readonly type: 'status' }
  /** The configuration in force. */
  | { readonly type: 'config' }
  /** Close the listeners for good, and answer when the connections are gone, at the latest after `timeoutMs`. */
  | { readonly type: 'drain'; readonly timeoutMs: number }
  /** Seem unwell, or well again. */
  | { readonly type: 'health-check'; readonly fails: boolean }
  /** Drain and end. */
  | { readonly type: 'stop' };

export type ControlAnswer =
  | { readonly type: 'ok' }
  | { readonly type: 'wait'; readonly outcome: WaitOutcome }
  | { readonly type: 'status'; readonly status: ServerStatus }
  | { readonly type: 'config'; readonly served: ServedConfig }
  | { readonly type: 'drain'; readonly connections: number }
  | { readonly type: 'error'; readonly message: string };

export interface WaitOutcome {
  readonly isReached: boolean;
  /** The revision in force when the wait ended. */
  readonly revision: number;
  /** Why it could not be reached: the engine's word against the newest configuration, or that files are served. */
  readonly reason?: string;
}

/** What the proxy runs. `dump` and `clusters` are the admin interface's DumpedConfig and ClusterSnapshots. */
export interface ServedConfig {
  readonly dump: unknown;
  readonly clusters: unknown;
  /** `<namespace>/<name>` of the gateway Deployments that are played. */
  readonly workloads: readonly string[];
}

export interface BoundSocket {
  readonly host: string;
  readonly port: number;
}

/** A Service port that leads to the proxy, and the sockets on which it is reached. */
export interface ReachedServicePort {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly sockets: readonly BoundSocket[];
}

export interface ServerStatus {
  readonly pid: number;
  readonly version: string;
  /** The revision in force. */
  readonly revision: number;
  /** Whether a first revision is in force. */
  readonly isReady: boolean;
  /** What it serves. */
  readonly source: 'store' | 'files';
  readonly adminAddress?: string;
  readonly servicePorts: readonly ReachedServicePort[];
  readonly findings: readonly Finding[];
}
