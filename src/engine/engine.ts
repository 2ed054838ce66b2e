// The embedded proxy: takes deltas of Envoy-shaped config and runs them on sockets. Table of contents of the data wing.
// See docs/life-of-a-request.md. Knows no Kubernetes or Istio type.
import type { Delta } from '../envoy/delta.ts';

/** Which sockets a listener is bound to; input beside the config (listener name -> sockets). */
export interface SocketBinding {
  /** Loopback unless the user said otherwise. */
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
}

export interface BoundSocket {
  readonly listener: string;
  readonly host: string;
  readonly port: number;
}

export interface BindFailure extends BoundSocket {
  /** Such as EADDRINUSE. */
  readonly code: string;
}

export interface ApplyResult {
  /** The revision in force; the old one where the delta was refused. */
  readonly revision: number;
  readonly bound: readonly BoundSocket[];
  readonly bindFailures: readonly BindFailure[];
  /** Why the delta was refused as a whole; the last good config serves on. */
  readonly rejected: string | undefined;
}

export interface EngineOptions {
  /** Sockets of a listener, asked whenever it is added or its address changes. */
  readonly bindings: (listener: { readonly name: string; readonly address: string; readonly port: number }) => readonly SocketBinding[];
  /** Default access log sink: path, '-' for standard output, undefined for off. */
  readonly accessLog: string | undefined;
  readonly now?: () => number;
  /** Uniform in [0, 1); randomness is an argument. */
  readonly random?: () => number;
}

export interface EngineApi {
  apply(delta: Delta): Promise<ApplyResult>;
  /** Stops accepting, lets requests finish, then closes; resolves when all connections are gone or after `graceMs`. */
  drain(graceMs: number): Promise<void>;
  close(): Promise<void>;
}
