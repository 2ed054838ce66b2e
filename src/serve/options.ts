// What `ictl serve` was asked for, after the command line was understood.

import type { ServiceOverride } from '../source/service-overrides.ts';

export interface ServeOptions {
  /** The state folder, absolute. */
  readonly home: string;
  /** Files and folders to serve instead of the store; absolute, or '-' never. */
  readonly files: readonly string[];
  /** Gateway server port -> the ports that replace all its sockets; 0 takes a free one. */
  readonly ports: ReadonlyMap<number, readonly number[]>;
  /** Endpoints given on the command line: `httpbin.default:8000=127.0.0.1:9000`. */
  readonly services: readonly ServiceOverride[];
  /** Addresses to bind; empty means loopback. */
  readonly bind: readonly string[];
  /** A file, '-' for standard output, 'off', or undefined where the mesh config decides. */
  readonly accessLog: string | undefined;
  /** Text of the file that stands for the mesh config of the store. */
  readonly meshConfigText: string | undefined;
  /** undefined: 15000 if it is free. */
  readonly adminPort: number | undefined;
  /** NAME.NAMESPACE of the gateway Deployment to play instead of the built-in ones. */
  readonly gateway: string | undefined;
  readonly allowUnenforced: boolean;
}
