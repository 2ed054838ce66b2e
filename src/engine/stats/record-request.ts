// What a request that is over adds to histograms and to Istio's metrics; counters are added to while it runs.
import type { ClusterManager } from '../cluster/cluster-manager.ts';
import { grpcStatus } from '../http/plain-command.ts';
import type { StreamInfo } from '../http/stream-info.ts';
import { CLUSTER_TIMES, HTTP_TIMES } from './layouts.ts';
import type { StatScope } from './stat-scope.ts';

type EndedStream = StreamInfo & { readonly isGrpc: boolean };

/** @param stats of the connection manager, laid out as `httpStats` */
export function recordRequest(stream: EndedStream, clusters: ClusterManager, stats: StatScope): void {
  const { startedTick, endedTick, requestCompleteTick, responseCode: status, flags, isGrpc } = stream;
  const ms = endedTick - startedTick;
  stats.record(HTTP_TIMES.downstream_rq_time, ms);
  const cluster = stream.clusterName === '' ? undefined : clusters.get(stream.clusterName);
  if (cluster !== undefined && stream.attempts > 0 && requestCompleteTick > 0)
    cluster.stats.record(CLUSTER_TIMES.upstream_rq_time, endedTick - requestCompleteTick);
  const traffic = cluster?.traffic ?? clusters.unrouted;
  const series =
    flags === '' && !isGrpc
      ? traffic.plainRequest(status)
      : traffic.request({ status, flags: flags || '-', isGrpc, grpcStatus: isGrpc ? (grpcStatus(stream) ?? '') : '' });
  series.durationMs.record(ms);
  series.requestBytes.record(stream.bytesReceived);
  series.responseBytes.record(stream.bytesSent);
}
