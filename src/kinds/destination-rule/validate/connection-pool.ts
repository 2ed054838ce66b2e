// Connection pools and outlier detection.
import { fieldOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkDuration, checkNotNegative, checkPercent } from '../../istio-rules/fields.ts';
import type { Problem } from '../../problem.ts';
import type { ConnectionPool, HttpSettings, TcpSettings } from '../connection-pool.ts';
import type { OutlierDetection } from '../outlier-detection.ts';

/** Checks a connection pool. */
export function checkConnectionPool(path: string, { http, tcp }: ConnectionPool): readonly Problem[] {
  if (http === undefined && tcp === undefined) return [refused(path, 'connection pool must have at least one field')];
  return [
    ...(http === undefined ? [] : checkHttpSettings(fieldOf(path, 'http'), http)),
    ...(tcp === undefined ? [] : checkTcpSettings(fieldOf(path, 'tcp'), tcp)),
  ];
}

function checkHttpSettings(path: string, http: HttpSettings): readonly Problem[] {
  const at = (name: string): string => fieldOf(path, name);
  const keepAlive = http.http2KeepAlive;
  return [
    ...checkNotNegative(at('http1MaxPendingRequests'), http.http1MaxPendingRequests, 'http1 max pending requests'),
    ...checkNotNegative(at('http2MaxRequests'), http.http2MaxRequests, 'http2 max requests'),
    ...checkNotNegative(at('maxRequestsPerConnection'), http.maxRequestsPerConnection, 'max requests per connection'),
    ...checkNotNegative(at('maxRetries'), http.maxRetries, 'max retries'),
    ...checkNotNegative(at('maxConcurrentStreams'), http.maxConcurrentStreams, 'max concurrent streams'),
    ...checkDuration(at('idleTimeout'), http.idleTimeout),
    ...(http.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol === true
      ? [refused(at('useClientProtocol'), 'use client protocol must not be true when h2UpgradePolicy is UPGRADE')]
      : []),
    ...(keepAlive !== undefined && (keepAlive.interval === undefined || keepAlive.timeout === undefined)
      ? [refused(at('http2KeepAlive'), 'http2KeepAlive must have both interval and timeout')]
      : []),
    ...checkDuration(`${at('http2KeepAlive')}.interval`, keepAlive?.interval),
    ...checkDuration(`${at('http2KeepAlive')}.timeout`, keepAlive?.timeout),
  ];
}

function checkTcpSettings(path: string, tcp: TcpSettings): readonly Problem[] {
  const at = (name: string): string => fieldOf(path, name);
  return [
    ...checkNotNegative(at('maxConnections'), tcp.maxConnections, 'max connections'),
    ...checkDuration(at('connectTimeout'), tcp.connectTimeout),
    ...checkDuration(at('maxConnectionDuration'), tcp.maxConnectionDuration),
    ...checkDuration(at('idleTimeout'), tcp.idleTimeout),
    ...checkDuration(`${at('tcpKeepalive')}.time`, tcp.tcpKeepalive?.time),
    ...checkDuration(`${at('tcpKeepalive')}.interval`, tcp.tcpKeepalive?.interval),
  ];
}

/** Checks outlier detection. */
export function checkOutlierDetection(path: string, outlier: OutlierDetection): readonly Problem[] {
  const at = (name: string): string => fieldOf(path, name);
  const problems: Problem[] = [];
  if ((outlier.consecutiveErrors ?? 0) !== 0) {
    const message = 'consecutiveErrors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead';
    problems.push(warned(at('consecutiveErrors'), message));
  }
  if (outlier.splitExternalLocalOriginErrors !== true && (outlier.consecutiveLocalOriginFailures ?? 0) > 0) {
    const message = 'consecutiveLocalOriginFailures needs splitExternalLocalOriginErrors to be true';
    problems.push(refused(at('consecutiveLocalOriginFailures'), message));
  }
  return [
    ...problems,
    ...checkDuration(at('baseEjectionTime'), outlier.baseEjectionTime),
    ...checkDuration(at('interval'), outlier.interval),
    ...checkPercent(at('maxEjectionPercent'), outlier.maxEjectionPercent),
    ...checkPercent(at('minHealthPercent'), outlier.minHealthPercent),
  ];
}
