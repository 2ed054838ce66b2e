// What the main thread (engine, sockets) and the control thread (source, snapshot, translate) say to each other.
// Everything here is structured-cloned.
import type { DumpedConfig } from '../admin/view.ts';
import type { Delta } from '../envoy/delta.ts';
import type { Finding } from '../lib/finding.ts';
import type { ServiceTarget } from '../snapshot/proxy.ts';
import type { Socket } from './bindings.ts';
import type { ServeOptions } from './options.ts';

/** Given to the control thread at start. */
export interface ControlThreadData {
  readonly options: ServeOptions;
  /** Hosts that wildcard listeners are bound to. */
  readonly hosts: readonly string[];
}

export type ToControlThread =
  /** Something may have changed: look now. */
  | { readonly type: 'check' }
  /** The engine's answer to an update; the next one is held back until it comes. */
  | { readonly type: 'applied'; readonly rejected: string | undefined }
  | { readonly type: 'get-config'; readonly id: number };

export type FromControlThread =
  | Update
  | { readonly type: 'config'; readonly id: number; readonly dump: DumpedConfig }
  /** The source cannot be read; fatal at start, later the last good config serves on. */
  | { readonly type: 'failed'; readonly failure: SourceFailure };

export interface SourceFailure {
  readonly message: string;
  readonly hint: string | undefined;
  readonly exitCode: number;
}

/** A revision to put in force. */
export interface Update {
  readonly type: 'update';
  readonly delta: Delta;
  readonly findings: readonly Finding[];
  /** Sockets of every listener, by name. */
  readonly bindings: ReadonlyMap<string, readonly Socket[]>;
  /** What answers on each listener, for the start-up report. */
  readonly servers: readonly ServedListener[];
  /** `<namespace>/<name>` of the gateway Deployments that are played, and the Service ports that lead to them. */
  readonly workloads: readonly string[];
  readonly serviceTargets: readonly ServiceTarget[];
}

/** One listener as the start-up report shows it. */
export interface ServedListener {
  readonly listener: string;
  /** 'HTTP', 'HTTPS' … */
  readonly protocols: readonly string[];
  /** Domains of its virtual hosts or server names, sorted. */
  readonly hosts: readonly string[];
}
