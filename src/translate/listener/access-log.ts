// Access logs that the mesh config asks for. Without them the proxy's own setting decides.
import type { AccessLog } from '../../envoy/http-connection-manager.ts';
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

/** Of a listener: connections that no filter chain takes are all that it logs. */
export function listenerAccessLogs(meshConfig: MeshConfig): readonly AccessLog[] {
  return accessLogs(meshConfig).map((log) => ({ ...log, filter: { responseFlagFilter: { flags: ['NR'] } } }));
}

/** One log to a file, as text; a format of JSON is for the time that Telemetry is read. */
export function accessLogs({ accessLogFile, accessLogFormat }: MeshConfig): readonly AccessLog[] {
  if (!accessLogFile) return [];
  const inlineString = accessLogFormat || defaultFormat;
  return [
    {
      name: 'envoy.access_loggers.file',
      typedConfig: {
        '@type': fileLogType,
        path: accessLogFile,
        logFormat: {
          textFormatSource: { inlineString: inlineString.endsWith('\n') ? inlineString : `${inlineString}\n` },
        },
      },
    },
  ];
}
