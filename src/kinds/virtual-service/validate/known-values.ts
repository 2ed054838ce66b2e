// Closed lists that Istio compares values with.

/** Go's list (net/http/method.go), and the wildcard of CORS. */
export const httpMethods: readonly string[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  '*',
];

/** Envoy's x-envoy-retry-on and x-envoy-retry-grpc-on. */
export const retryConditions: readonly string[] = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];

/** First and last code of each run of codes that have a text in Go (net/http/status.go). */
const statusRuns: readonly (readonly [number, number])[] = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
];

/** Whether a text is a status code that has a name. */
export function isHttpStatus(text: string): boolean {
  const code = /^[-+]?\d+$/.test(text) ? Number(text) : 0;
  return statusRuns.some(([first, last]) => code >= first && code <= last);
}
