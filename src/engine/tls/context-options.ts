import type { SecureContextOptions } from 'node:tls';
import type { Secret } from '../../envoy/config.ts';
import type { CommonTlsContext } from '../../envoy/tls.ts';
import type { SecretTable } from '../secret-table.ts';
import { cipherList } from './cipher-suites.ts';
import { type VersionRange, versionRange } from './protocol-versions.ts';

/** BoringSSL's default groups, in Envoy's order. */
const DEFAULT_CURVES = ['X25519', 'P-256'];

/** The secrets that a context names. */
export interface ContextSecrets {
  readonly certificates: readonly Secret[];
  readonly validation: Secret | undefined;
}

/** The name of the secret with the CA that a context verifies peers by. */
export function validationSecretName(context: CommonTlsContext): string | undefined {
  const config =
    context.combinedValidationContext?.validationContextSdsSecretConfig ?? context.validationContextSdsSecretConfig;
  return config?.name;
}

/** Looks up what a context names; undefined while something is missing, for then there is no handshake. */
export function findSecrets(context: CommonTlsContext, secrets: SecretTable): ContextSecrets | undefined {
  const certificates: Secret[] = [];
  for (const { name } of context.tlsCertificateSdsSecretConfigs ?? []) {
    const secret = secrets.get(name);
    if (secret?.certificate === undefined) return undefined;
    certificates.push(secret);
  }
  const name = validationSecretName(context);
  const validation = name === undefined ? undefined : secrets.get(name);
  if (name !== undefined && validation?.validation === undefined) return undefined;
  return { certificates, validation };
}

/** Whether two lookups found the same bytes: a secret that changes is another object. */
export function isSame(a: ContextSecrets, b: ContextSecrets): boolean {
  return (
    a.validation === b.validation &&
    a.certificates.length === b.certificates.length &&
    a.certificates.every((secret, at) => secret === b.certificates[at])
  );
}

/** Node's options of a context. Several certificates must be of different key types: the client's algorithms choose. */
export function contextOptions(
  context: CommonTlsContext,
  { certificates, validation }: ContextSecrets,
  absentMaximum: VersionRange['maxVersion'],
): SecureContextOptions {
  const range = versionRange(context.tlsParams, absentMaximum);
  const isOld = range.minVersion === 'TLSv1' || range.minVersion === 'TLSv1.1';
  const pairs = certificates.flatMap(({ certificate }) => certificate ?? []);
  const { trustedCaPem, crlPem } = validation?.validation ?? {};
  return {
    ...range,
    ciphers: cipherList(context.tlsParams?.cipherSuites, isOld),
    ecdhCurve: (context.tlsParams?.ecdhCurves ?? DEFAULT_CURVES).join(':'),
    ...(pairs.length > 0 && { cert: pairs.map((pair) => pair.chainPem), key: pairs.map((pair) => pair.keyPem) }),
    ...(trustedCaPem !== undefined && { ca: trustedCaPem }),
    ...(crlPem !== undefined && { crl: crlPem }),
  };
}
