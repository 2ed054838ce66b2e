// The TLS context of a server that terminates TLS (Istio's BuildListenerTLSContext).
import {
  caSuffix,
  credentialSecretName,
  fileCaName,
  fileCertificateName,
  meshCertificateName,
  meshRootName,
} from '../../envoy/secret-name.ts';
import type {
  CertificateValidationContext,
  CommonTlsContext,
  DownstreamTlsContext,
  TlsProtocol,
} from '../../envoy/tls.ts';
import type { ServerTls } from '../../kinds/gateway/server-tls.ts';
import type { MeshConfig } from '../../kinds/mesh-config/mesh-config.ts';
import { defined, nonEmpty } from '../defined.ts';
import { usableCipherSuites } from './cipher-suites.ts';
import { sdsSecret } from './sds-secret.ts';

const httpProtocols = ['h2', 'http/1.1'];
/** What a mesh peer may offer towards a TCP server. */
const meshTcpProtocols = ['istio-peer-exchange', ...httpProtocols];

/** @param isTcp whether what is inside TLS is not HTTP */
export function downstreamTlsContext(tls: ServerTls, isTcp: boolean, meshConfig: MeshConfig): DownstreamTlsContext {
  const isMesh = tls.mode === 'ISTIO_MUTUAL';
  return {
    '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
    commonTlsContext: {
      alpnProtocols: isMesh && isTcp ? meshTcpProtocols : httpProtocols,
      ...(!isMesh && tlsParameters(tls, meshConfig)),
      tlsCertificateSdsSecretConfigs: certificateNames(tls).map(sdsSecret),
      ...clientValidation(tls),
    },
    requireClientCertificate: tls.mode === 'MUTUAL' || isMesh,
  };
}

function certificateNames(tls: ServerTls): readonly string[] {
  if (tls.mode === 'ISTIO_MUTUAL') return [meshCertificateName];
  const credentials = credentialNames(tls);
  if (credentials.length > 0) return credentials.map(credentialSecretName);
  const files = tls.tlsCertificates?.slice(0, 2) ?? [tls];
  return files.map(({ serverCertificate = '', privateKey = '' }) =>
    serverCertificate === '' || privateKey === ''
      ? meshCertificateName
      : fileCertificateName(serverCertificate, privateKey),
  );
}

function credentialNames({ credentialName, credentialNames: several }: ServerTls): readonly string[] {
  if (several !== undefined && several.length > 0) return several.slice(0, 2);
  return credentialName === undefined || credentialName === '' ? [] : [credentialName];
}

/** The CA is one even for several certificates: its own Secret, else that of the first certificate with a suffix. */
function caName(tls: ServerTls): string {
  if (tls.mode === 'ISTIO_MUTUAL') return meshRootName;
  const [credential] = credentialNames(tls);
  if (credential !== undefined) return credentialSecretName(tls.caCertCredentialName || credential + caSuffix);
  return tls.caCertificates ? fileCaName(tls.caCertificates) : meshRootName;
}

function clientValidation(tls: ServerTls): Partial<CommonTlsContext> {
  const names = tls.subjectAltNames ?? [];
  const validatesClients = tls.mode === 'MUTUAL' || tls.mode === 'OPTIONAL_MUTUAL' || tls.mode === 'ISTIO_MUTUAL';
  const hasCredential = credentialNames(tls).length > 0;
  if (!validatesClients) {
    // Istio makes this of a mistake that it accepts; Envoy would refuse it (envoy/validate.ts).
    return hasCredential && names.length > 0 ? { validationContext: { matchSubjectAltNames: exactNames(names) } } : {};
  }
  const context: CertificateValidationContext = defined({
    matchSubjectAltNames: nonEmpty(exactNames(names)),
    verifyCertificateSpki: hasCredential ? nonEmpty(tls.verifyCertificateSpki ?? []) : undefined,
    verifyCertificateHash: hasCredential ? nonEmpty(tls.verifyCertificateHash ?? []) : undefined,
    trustChainVerification: tls.insecureSkipVerify === true ? ('ACCEPT_UNTRUSTED' as const) : undefined,
    crl: !hasCredential && tls.caCrl ? { filename: tls.caCrl } : undefined,
  });
  return {
    combinedValidationContext: {
      defaultValidationContext: context,
      validationContextSdsSecretConfig: sdsSecret(caName(tls)),
    },
  };
}

function exactNames(names: readonly string[]) {
  return names.map((exact) => ({ exact }));
}

/** The server's own settings over the mesh's defaults. AUTO says nothing: Envoy's default for servers is 1.2. */
function tlsParameters(tls: ServerTls, { tlsDefaults }: MeshConfig): Pick<CommonTlsContext, 'tlsParams'> {
  const params = defined({
    tlsMinimumProtocolVersion: tlsProtocol(tls.minProtocolVersion) ?? tlsProtocol(tlsDefaults?.minProtocolVersion),
    tlsMaximumProtocolVersion: tlsProtocol(tls.maxProtocolVersion),
    cipherSuites: nonEmpty(usableCipherSuites(tls.cipherSuites ?? [])) ?? nonEmpty(tlsDefaults?.cipherSuites ?? []),
    ecdhCurves: nonEmpty(tls.ecdhCurves ?? tlsDefaults?.ecdhCurves ?? []),
  });
  return Object.keys(params).length > 0 ? { tlsParams: params } : {};
}

/** Istio writes TLSV1_2 what Envoy writes TLSv1_2. */
function tlsProtocol(version: string | undefined): TlsProtocol | undefined {
  if (version === undefined || version === 'TLS_AUTO') return undefined;
  return version.replace('TLSV', 'TLSv') as TlsProtocol;
}
