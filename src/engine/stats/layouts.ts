// Envoy's statistics that the engine keeps, by the kind of thing they belong to.
import { statLayout } from './stat-scope.ts';

export const listenerStats = statLayout(
  ['downstream_cx_total', 'downstream_cx_active', 'downstream_cx_destroy', 'no_filter_chain_match'],
  { histograms: ['downstream_cx_length_ms'] },
);

export const httpStats = statLayout(
  [
    'downstream_cx_total',
    'downstream_cx_active',
    'downstream_cx_ssl_total',
    'downstream_cx_protocol_error',
    'downstream_rq_total',
    'downstream_rq_active',
    'downstream_rq_completed',
    'downstream_rq_http1_total',
    'downstream_rq_http2_total',
    'downstream_rq_rx_reset',
    'downstream_rq_tx_reset',
    'downstream_rq_timeout',
    'downstream_rq_idle_timeout',
    'downstream_rq_non_relative_path',
    'downstream_rq_response_before_rq_complete',
    'downstream_rq_ws_on_non_ws_route',
    'no_route',
    'no_cluster',
    'rq_direct_response',
    'rq_redirect',
    'rq_reset_after_downstream_response_started',
    'rq_total',
    'fault.delays_injected',
    'fault.aborts_injected',
    'cors.origin_valid',
    'cors.origin_invalid',
  ],
  { responseCodes: 'downstream_rq', histograms: ['downstream_rq_time'] },
);

export const clusterStats = statLayout(
  [
    'membership_total',
    'membership_healthy',
    'upstream_cx_total',
    'upstream_cx_active',
    'upstream_cx_connect_fail',
    'upstream_cx_connect_timeout',
    'upstream_cx_connect_attempts_exceeded',
    'upstream_cx_none_healthy',
    'upstream_cx_overflow',
    'upstream_cx_max_duration_reached',
    'upstream_cx_pool_overflow',
    'upstream_rq_total',
    'upstream_rq_active',
    'upstream_rq_completed',
    'upstream_rq_pending_total',
    'upstream_rq_pending_active',
    'upstream_rq_pending_overflow',
    'upstream_rq_pending_failure_eject',
    'upstream_rq_cancelled',
    'upstream_rq_timeout',
    'upstream_rq_per_try_timeout',
    'upstream_rq_rx_reset',
    'upstream_rq_tx_reset',
    'upstream_rq_retry',
    'upstream_rq_retry_success',
    'upstream_rq_retry_overflow',
    'upstream_rq_retry_limit_exceeded',
    'upstream_rq_retry_backoff_exponential',
    'retry_or_shadow_abandoned',
    'update_attempt',
    'update_success',
    'update_failure',
  ],
  { responseCodes: 'upstream_rq', histograms: ['upstream_rq_time', 'upstream_cx_connect_ms', 'upstream_cx_length_ms'] },
);

/** Of clusters that detect outliers, below `outlier_detection`. */
export const outlierStats = statLayout([
  'ejections_active',
  'ejections_overflow',
  'ejections_enforced_total',
  'ejections_detected_consecutive_5xx',
  'ejections_detected_consecutive_gateway_failure',
  'ejections_detected_consecutive_local_origin_failure',
  'ejections_enforced_consecutive_5xx',
  'ejections_enforced_consecutive_gateway_failure',
  'ejections_enforced_consecutive_local_origin_failure',
]);

/** Of TCP proxies, below `tcp.<prefix>`. */
export const tcpStats = statLayout([
  'downstream_cx_total',
  'downstream_cx_no_route',
  'downstream_cx_rx_bytes_total',
  'downstream_cx_tx_bytes_total',
  'idle_timeout',
  'max_downstream_connection_duration',
]);

export const LISTENER = listenerStats.index;
export const HTTP = httpStats.index;
export const CLUSTER = clusterStats.index;
export const OUTLIER = outlierStats.index;
export const TCP = tcpStats.index;
export const LISTENER_TIMES = listenerStats.histogramIndex;
export const HTTP_TIMES = httpStats.histogramIndex;
export const CLUSTER_TIMES = clusterStats.histogramIndex;
