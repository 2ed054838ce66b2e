// Access logs that the mesh config asks for. Without them the proxy's own setting decides.
import type { AccessLog } from '../../envoy/http-connection-manager.ts';
import { jsonLogFormat } from '../../kinds/mesh-config/check-access-log-format.ts';
import type { MeshConfig } from '../../kinds/mesh-config/mesh-config.ts';

const fileLogType = 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog';

/** Istio's default text format (pilot/pkg/model/telemetry_logging.go). */
const defaultFormat = `${[
  '[%START_TIME%]',
  '"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%"',
  '%RESPONSE_CODE%',
  '%RESPONSE_FLAGS%',
  '%RESPONSE_CODE_DETAILS%',
  '%CONNECTION_TERMINATION_DETAILS%',
  '"%UPSTREAM_TRANSPORT_FAILURE_REASON%"',
  '%BYTES_RECEIVED%',
  '%BYTES_SENT%',
  '%DURATION%',
  '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%',
  '"%REQ(X-FORWARDED-FOR)%"',
  '"%REQ(USER-AGENT)%"',
  '"%REQ(X-REQUEST-ID)%"',
  '"%REQ(:AUTHORITY)%"',
  '"%UPSTREAM_HOST%"',
  '%UPSTREAM_CLUSTER_RAW%',
  '%UPSTREAM_LOCAL_ADDRESS%',
  '%DOWNSTREAM_LOCAL_ADDRESS%',
  '%DOWNSTREAM_REMOTE_ADDRESS%',
  '%REQUESTED_SERVER_NAME%',
  '%ROUTE_NAME%',
].join(' ')}\n`;

/** Istio's default JSON format (EnvoyJSONLogFormatIstio). */
const defaultJsonFormat = {
  start_time: '%START_TIME%',
  route_name: '%ROUTE_NAME%',
  method: '%REQ(:METHOD)%',
  path: '%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%',
  protocol: '%PROTOCOL%',
  response_code: '%RESPONSE_CODE%',
  response_flags: '%RESPONSE_FLAGS%',
  response_code_details: '%RESPONSE_CODE_DETAILS%',
  connection_termination_details: '%CONNECTION_TERMINATION_DETAILS%',
  bytes_received: '%BYTES_RECEIVED%',
  bytes_sent: '%BYTES_SENT%',
  duration: '%DURATION%',
  upstream_service_time: '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%',
  x_forwarded_for: '%REQ(X-FORWARDED-FOR)%',
  user_agent: '%REQ(USER-AGENT)%',
  request_id: '%REQ(X-REQUEST-ID)%',
  authority: '%REQ(:AUTHORITY)%',
  upstream_host: '%UPSTREAM_HOST%',
  upstream_cluster: '%UPSTREAM_CLUSTER_RAW%',
  upstream_local_address: '%UPSTREAM_LOCAL_ADDRESS%',
  downstream_local_address: '%DOWNSTREAM_LOCAL_ADDRESS%',
  downstream_remote_address: '%DOWNSTREAM_REMOTE_ADDRESS%',
  requested_server_name: '%REQUESTED_SERVER_NAME%',
  upstream_transport_failure_reason: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
};

/** Of a listener: connections that no filter chain takes are all that it logs. */
export function listenerAccessLogs(meshConfig: MeshConfig): readonly AccessLog[] {
  return accessLogs(meshConfig).map((log) => ({ ...log, filter: { responseFlagFilter: { flags: ['NR'] } } }));
}

/** One log to a file, as text or as JSON. */
export function accessLogs({ accessLogFile, accessLogFormat, accessLogEncoding }: MeshConfig): readonly AccessLog[] {
  if (!accessLogFile) return [];
  const logFormat = accessLogEncoding === 'JSON' ? jsonFormat(accessLogFormat) : textFormat(accessLogFormat);
  return [
    {
      name: 'envoy.access_loggers.file',
      typedConfig: { '@type': fileLogType, path: accessLogFile, logFormat },
    },
  ];
}

function textFormat(format: string | undefined) {
  const inlineString = format || defaultFormat;
  return { textFormatSource: { inlineString: inlineString.endsWith('\n') ? inlineString : `${inlineString}\n` } };
}

/** A format that is no JSON object is as none, as in Istio. */
function jsonFormat(format: string | undefined) {
  return { jsonFormat: jsonLogFormat(format ?? '') ?? defaultJsonFormat, jsonFormatOptions: { sortProperties: false } };
}
