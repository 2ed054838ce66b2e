import type { SecureVersion } from 'node:tls';
import type { TlsParameters, TlsProtocol } from '../../envoy/tls.ts';

const NODE_VERSIONS = {
  TLSv1_0: 'TLSv1',
  TLSv1_1: 'TLSv1.1',
  TLSv1_2: 'TLSv1.2',
  TLSv1_3: 'TLSv1.3',
} as const satisfies Record<Exclude<TlsProtocol, 'TLS_AUTO'>, SecureVersion>;

export interface VersionRange {
  readonly minVersion: SecureVersion;
  readonly maxVersion: SecureVersion;
}

/** Envoy's range: 1.2 to 1.3 where nothing is said, for servers; clients stop at 1.2 where no maximum is set. */
export function versionRange(params: TlsParameters | undefined, absentMaximum: SecureVersion): VersionRange {
  return {
    minVersion: nodeVersion(params?.tlsMinimumProtocolVersion) ?? 'TLSv1.2',
    maxVersion: nodeVersion(params?.tlsMaximumProtocolVersion) ?? absentMaximum,
  };
}

function nodeVersion(version: TlsProtocol | undefined): SecureVersion | undefined {
  return version === undefined || version === 'TLS_AUTO' ? undefined : NODE_VERSIONS[version];
}
