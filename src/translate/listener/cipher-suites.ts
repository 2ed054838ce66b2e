import { cipherSuites } from '../../kinds/gateway/cipher-suites.ts';

/** Drops suites that are unknown or named twice, as Istio silently does; groups such as `[A|B]` pass unread. */
export function usableCipherSuites(suites: readonly string[]): readonly string[] {
  return [...new Set(suites)].filter(
    (suite) => suite === 'ALL' || cipherSuites.includes(suite) || /^[^\p{L}\p{N}]/u.test(suite),
  );
}
