import type { SdsSecretConfig } from '../../envoy/tls.ts';

/** A secret by name; where it comes from is the same stream as everything else. */
export function sdsSecret(name: string): SdsSecretConfig {
  return { name, sdsConfig: { ads: {}, resourceApiVersion: 'V3' } };
}
