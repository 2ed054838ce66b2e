// What the admin interface reads; `serve` puts it together from the engine and the control thread.
import type { Config, Secret } from '../envoy/config.ts';

export interface AdminView {
  /** undefined until the first configuration is in force. */
  revisionInForce(): number | undefined;
  config(): Promise<DumpedConfig>;
  sockets(): readonly { readonly listener: string; readonly host: string; readonly port: number }[];
  clusters(): readonly ClusterStatus[];
  stats(): readonly { readonly name: string; readonly value: number }[];
}

/** The configuration in force. Of secrets only the names and which parts they have travel here, never the bytes. */
export interface DumpedConfig {
  readonly config: Config;
  readonly secrets: readonly {
    readonly name: Secret['name'];
    readonly hasCertificate: boolean;
    readonly hasValidation: boolean;
  }[];
}

export interface ClusterStatus {
  readonly name: string;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly endpoints: readonly EndpointStatus[];
}

export interface EndpointStatus {
  readonly address: string;
  /** Gets requests. */
  readonly healthy: boolean;
  /** Out for a while, for it failed. */
  readonly ejected: boolean;
  readonly weight: number;
  readonly priority: number;
  /** Counters and gauges in Envoy's names: cx_active, rq_total, rq_error … */
  readonly stats: Readonly<Record<string, number>>;
}
