// What the admin interface reads; `serve` puts it together from the engine and the control thread.
import type { ClusterSnapshot } from '../engine/cluster/cluster-snapshot.ts';
import type { Config, Secret } from '../envoy/config.ts';

export interface AdminView {
  /** undefined until the first configuration is in force. */
  revisionInForce(): number | undefined;
  config(): Promise<DumpedConfig>;
  sockets(): readonly { readonly listener: string; readonly host: string; readonly port: number }[];
  clusters(): readonly ClusterSnapshot[];
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
