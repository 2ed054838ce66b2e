// What the admin interface reads; `serve` puts it together from the engine and the control thread.
import type { ClusterSnapshot } from '../engine/cluster/cluster-snapshot.ts';
import type { ClusterTraffic } from '../engine/cluster/cluster-traffic.ts';
import type { HistogramStat, Stat } from '../engine/stats/stat-scope.ts';
import type { Config } from '../envoy/config.ts';
import type { DumpedSecret } from './dumped-secret.ts';
import type { GatewayIdentity } from './istio-metrics.ts';

export interface AdminView {
  /** undefined until the first configuration is in force. */
  revisionInForce(): number | undefined;
  config(): Promise<DumpedConfig>;
  sockets(): readonly { readonly listener: string; readonly host: string; readonly port: number }[];
  clusters(): readonly ClusterSnapshot[];
  stats(): readonly Stat[];
  histograms(): readonly HistogramStat[];
  traffic(): readonly ClusterTraffic[];
  /** Which gateway the proxy is, for metrics. */
  gateway(): GatewayIdentity;
  /** Told to take no more, or to seem unwell. */
  isDraining(): boolean;
}

/** The configuration in force. Of secrets only what is public travels here, never the bytes. */
export interface DumpedConfig {
  readonly config: Config;
  readonly secrets: readonly DumpedSecret[];
}
