import type { SecureContextOptions } from 'node:tls';
import type { Secret } from '../../envoy/config.ts';
import { fileCrlName } from '../../envoy/secret-name.ts';
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
  /** A revocation list that the context itself names; one may come with the CA as well. */
  readonly crl: Secret | undefined;
}

/** The name of the secret with the CA that a context verifies peers by. */
export function validationSecretName(context: CommonTlsContext): string | undefined {
  const config =
    context.combinedValidationContext?.validationContextSdsSecretConfig ?? context.validationContextSdsSecretConfig;
  return config?.name;
}

/** The name of the secret with the revocation list that a context itself names. */
export function crlSecretName(context: CommonTlsContext): string | undefined {
  const { filename } = context.combinedValidationContext?.defaultValidationContext.crl ?? {};
  return filename === undefined ? undefined : fileCrlName(filename);
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
  const crlName = crlSecretName(context);
  const crl = crlName === undefined ? undefined : secrets.get(crlName);
  if (crlName !== undefined && crl === undefined) return undefined;
  return { certificates, validation, crl };
}

/** Whether two lookups found the same bytes: a secret that changes is another object. */
export function isSame(a: ContextSecrets, b: ContextSecrets): boolean {
  return (
    a.validation === b.validation &&
    a.crl === b.crl &&
    a.certificates.length === b.certificates.length &&
    a.certificates.every((secret, at) => secret === b.certificates[at])
  );
}

/** Node's options of a context. Several certificates must be of different key types: the client's algorithms choose. */
export function contextOptions(
  context: CommonTlsContext,
  { certificates, validation, crl }: ContextSecrets,
  absentMaximum: VersionRange['maxVersion'],
): SecureContextOptions {
  const range = versionRange(context.tlsParams, absentMaximum);
  const isOld = range.minVersion === 'TLSv1' || range.minVersion === 'TLSv1.1';
  const pairs = certificates.flatMap(({ certificate }) => certificate ?? []);
  const { trustedCaPem, crlPem } = validation?.validation ?? {};
  const crls = [crlPem, crl?.crlPem].filter((pem) => pem !== undefined);
  return {
    ...range,
    ciphers: cipherList(context.tlsParams?.cipherSuites, isOld),
    ecdhCurve: (context.tlsParams?.ecdhCurves ?? DEFAULT_CURVES).join(':'),
    ...(pairs.length > 0 && { cert: pairs.map((pair) => pair.chainPem), key: pairs.map((pair) => pair.keyPem) }),
    ...(trustedCaPem !== undefined && { ca: trustedCaPem }),
    ...(crls.length > 0 && { crl: crls }),
  };
}
