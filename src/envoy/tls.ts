// TLS contexts, as envoy.extensions.transport_sockets.tls.v3 in proto3 JSON.
import type { StringMatcher } from './string-matcher.ts';

export interface SdsSecretConfig {
  /** The name of the secret: `kubernetes://NAME`, `file-cert:CRT~KEY`, `file-root:CA`. */
  readonly name: string;
  readonly sdsConfig?: unknown;
}

export type TlsProtocol = 'TLS_AUTO' | 'TLSv1_0' | 'TLSv1_1' | 'TLSv1_2' | 'TLSv1_3';

export interface TlsParameters {
  readonly tlsMinimumProtocolVersion?: TlsProtocol;
  readonly tlsMaximumProtocolVersion?: TlsProtocol;
  readonly cipherSuites?: readonly string[];
  readonly ecdhCurves?: readonly string[];
}

export interface CertificateValidationContext {
  /** Names of any type of which the certificate must carry one; the older field, which Istio writes. */
  readonly matchSubjectAltNames?: readonly StringMatcher[];
  readonly matchTypedSubjectAltNames?: readonly {
    readonly sanType: 'DNS' | 'URI' | 'EMAIL' | 'IP_ADDRESS';
    readonly matcher: StringMatcher;
  }[];
  readonly verifyCertificateSpki?: readonly string[];
  readonly verifyCertificateHash?: readonly string[];
  readonly trustChainVerification?: 'VERIFY_TRUST_CHAIN' | 'ACCEPT_UNTRUSTED';
  readonly trustedCa?: { readonly filename?: string };
  readonly crl?: { readonly filename?: string };
}

export interface CommonTlsContext {
  readonly alpnProtocols?: readonly string[];
  readonly tlsParams?: TlsParameters;
  readonly tlsCertificateSdsSecretConfigs?: readonly SdsSecretConfig[];
  readonly validationContext?: CertificateValidationContext;
  readonly validationContextSdsSecretConfig?: SdsSecretConfig;
  readonly combinedValidationContext?: {
    readonly defaultValidationContext: CertificateValidationContext;
    readonly validationContextSdsSecretConfig: SdsSecretConfig;
  };
}

export interface DownstreamTlsContext {
  readonly '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';
  readonly commonTlsContext: CommonTlsContext;
  readonly requireClientCertificate?: boolean;
}

export interface UpstreamTlsContext {
  readonly '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';
  readonly commonTlsContext: CommonTlsContext;
  readonly sni?: string;
  readonly autoHostSni?: boolean;
  readonly autoSniSanValidation?: boolean;
}
