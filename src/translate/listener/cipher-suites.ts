/** The suites for TLS 1.2 that Istio lets through by name to Envoy (pkg/config/security). */
const knownSuites: ReadonlySet<string> = new Set([
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
]);

/** Drops suites that are unknown or named twice, as Istio silently does; groups such as `[A|B]` pass unread. */
export function usableCipherSuites(suites: readonly string[]): readonly string[] {
  return [...new Set(suites)].filter(
    (suite) => suite === 'ALL' || knownSuites.has(suite) || /^[^\p{L}\p{N}]/u.test(suite),
  );
}
