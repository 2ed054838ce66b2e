// Istio's standard metrics with the labels that its gateways give them. What only a mesh knows is `unknown`, as it is
// there for endpoints without a sidecar.
import type { ClusterTraffic } from '../engine/cluster/cluster-traffic.ts';
import type { ConnectionSeries, RequestSeries } from '../engine/stats/traffic-metrics.ts';
import type { Labels, PrometheusText } from './prometheus.ts';

/** Which gateway the proxy is. */
export interface GatewayIdentity {
  readonly workload: string;
  readonly namespace: string;
}

const unknown = 'unknown';

/** Adds the metrics of all clusters that had traffic. */
export function addIstioMetrics(text: PrometheusText, gateway: GatewayIdentity, traffic: readonly ClusterTraffic[]) {
  for (const { services, metrics } of traffic) {
    const labels = { ...sourceLabels(gateway), ...destinationLabels(services[0]) };
    for (const series of metrics.requests) addRequests(text, labels, series);
    for (const series of metrics.connections) addConnections(text, labels, series);
  }
}

function addRequests(text: PrometheusText, common: Labels, series: RequestSeries): void {
  const labels = {
    ...common,
    request_protocol: series.isGrpc ? 'grpc' : 'http',
    response_code: `${series.status}`,
    grpc_response_status: series.grpcStatus,
    response_flags: series.flags,
    connection_security_policy: unknown,
  };
  text.add('counter', 'istio_requests_total', labels, series.durationMs.count);
  text.addHistogram('istio_request_duration_milliseconds', labels, series.durationMs);
  text.addHistogram('istio_request_bytes', labels, series.requestBytes);
  text.addHistogram('istio_response_bytes', labels, series.responseBytes);
}

function addConnections(text: PrometheusText, common: Labels, series: ConnectionSeries): void {
  const labels = {
    ...common,
    request_protocol: 'tcp',
    response_flags: series.flags,
    connection_security_policy: unknown,
  };
  text.add('counter', 'istio_tcp_connections_opened_total', labels, series.opened);
  text.add('counter', 'istio_tcp_connections_closed_total', labels, series.closed);
  text.add('counter', 'istio_tcp_received_bytes_total', labels, series.receivedBytes);
  text.add('counter', 'istio_tcp_sent_bytes_total', labels, series.sentBytes);
}

function sourceLabels({ workload, namespace }: GatewayIdentity): Labels {
  return {
    reporter: 'source',
    source_workload: workload,
    source_canonical_service: workload,
    source_canonical_revision: 'latest',
    source_workload_namespace: namespace,
    source_principal: unknown,
    source_app: workload,
    source_version: unknown,
    source_cluster: 'Kubernetes',
  };
}

function destinationLabels(service: ClusterTraffic['services'][number] | undefined): Labels {
  return {
    destination_workload: unknown,
    destination_workload_namespace: unknown,
    destination_principal: unknown,
    destination_app: unknown,
    destination_version: unknown,
    destination_service: service?.host ?? unknown,
    destination_canonical_service: unknown,
    destination_canonical_revision: 'latest',
    destination_service_name: service?.name ?? unknown,
    destination_service_namespace: service?.namespace ?? unknown,
    destination_cluster: unknown,
  };
}
