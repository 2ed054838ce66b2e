// Limits that the mesh config's `defaultConfig.connectionSettings` sets: a profile, and single fields over it
// (Istio's core/connection_settings.go). Without any of them Envoy's own defaults hold.
import type { HttpConnectionManager } from '../../envoy/http-connection-manager.ts';
import type { ProxyConfig } from '../../kinds/mesh-config/proxy-config.ts';
import { defined } from '../defined.ts';
import { envoyDuration } from '../duration.ts';

type ConnectionSettings = NonNullable<ProxyConfig['connectionSettings']>;

/** What Envoy recommends for a proxy that faces the internet (docs/configuration/best_practices/edge). */
const edgeProfile: ConnectionSettings = {
  listenerPerConnectionBufferLimitBytes: 32 * 1024,
  clusterPerConnectionBufferLimitBytes: 32 * 1024,
  httpIdleTimeout: '1h',
  httpStreamIdleTimeout: '5m',
  httpRequestTimeout: '5m',
  httpRequestHeadersTimeout: '60s',
  httpMaxConcurrentStreams: 100,
  http2InitialStreamWindowSize: 64 * 1024,
  http2InitialConnectionWindowSize: 1024 * 1024,
  httpHeadersWithUnderscoresAction: 'REJECT_REQUEST',
  httpMergeSlashes: true,
  httpPathWithEscapedSlashesAction: 'UNESCAPE_AND_REDIRECT',
};

/** The settings in force: those written over those of the profile. */
export function connectionSettings(settings: ConnectionSettings | undefined): ConnectionSettings {
  return settings?.profile === 'EDGE' ? { ...edgeProfile, ...settings } : (settings ?? {});
}

/** What they change in an HTTP connection manager. */
export function connectionManagerSettings(settings: ConnectionSettings): Partial<HttpConnectionManager> {
  const escapedSlashes = settings.httpPathWithEscapedSlashesAction;
  const common = defined({
    idleTimeout: envoyDuration(settings.httpIdleTimeout),
    headersWithUnderscoresAction: settings.httpHeadersWithUnderscoresAction,
  });
  const http2 = defined({
    maxConcurrentStreams: settings.httpMaxConcurrentStreams,
    initialStreamWindowSize: settings.http2InitialStreamWindowSize,
    initialConnectionWindowSize: settings.http2InitialConnectionWindowSize,
  });
  return defined({
    commonHttpProtocolOptions: Object.keys(common).length > 0 ? common : undefined,
    http2ProtocolOptions: Object.keys(http2).length > 0 ? http2 : undefined,
    requestTimeout: envoyDuration(settings.httpRequestTimeout),
    requestHeadersTimeout: envoyDuration(settings.httpRequestHeadersTimeout),
    streamIdleTimeout: envoyDuration(settings.httpStreamIdleTimeout),
    mergeSlashes: settings.httpMergeSlashes ?? undefined,
    pathWithEscapedSlashesAction: escapedSlashes === 'IMPLEMENTATION_SPECIFIC_DEFAULT' ? undefined : escapedSlashes,
  });
}
