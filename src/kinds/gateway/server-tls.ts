// TLS settings of a Gateway server: what clients that connect to the gateway see.
import { boolean, field, type Infer, list, object, oneOfStrings, string } from '../schema.ts';

const tlsVersion = oneOfStrings('TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3');

const tlsMode = oneOfStrings('PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL');

const tlsCertificate = object({
  serverCertificate: field(string(), 'Path of the certificate chain.'),
  privateKey: field(string(), 'Path of the private key.'),
  caCertificates: field(string(), 'Path of the CA bundle for client certificates.'),
});

export const serverTls = object(
  {
    httpsRedirect: field(boolean(), 'Answers plain HTTP with a 301 to https; only on HTTP servers. Default false.'),
    mode: field(tlsMode, 'How connections are secured. Default PASSTHROUGH: forwarded by SNI without termination.'),
    serverCertificate: field(string(), 'Path of the certificate chain, as mounted in the gateway.'),
    privateKey: field(string(), 'Path of the private key, as mounted in the gateway.'),
    caCertificates: field(string(), 'Path of the CA bundle that client certificates are verified with.'),
    caCrl: field(string(), 'Path of the revocation list for client certificates.'),
    credentialName: field(string(), 'Secret in the namespace of the gateway workload that holds certificate and key.'),
    credentialNames: field(
      list(string(), { minItems: 1, maxItems: 2 }),
      'Secrets with several certificates, such as RSA and ECDSA.',
    ),
    caCertCredentialName: field(string(), 'Secret that holds the CA bundle; default the Secret with suffix -cacert.'),
    tlsCertificates: field(
      list(tlsCertificate, { minItems: 1, maxItems: 2 }),
      'Paths of several certificates, such as RSA and ECDSA.',
    ),
    subjectAltNames: field(list(string()), 'Names of which a client certificate must carry one.'),
    verifyCertificateSpki: field(list(string()), 'Base64 SHA-256 of public keys of allowed client certificates.'),
    verifyCertificateHash: field(list(string()), 'Hex SHA-256 of allowed client certificates.'),
    minProtocolVersion: field(tlsVersion, 'Oldest TLS version. Default TLS_AUTO, which is 1.2.'),
    maxProtocolVersion: field(tlsVersion, 'Newest TLS version. Default TLS_AUTO, which is 1.3.'),
    cipherSuites: field(
      list(string()),
      'Cipher suites for TLS 1.2; unknown ones are ignored. Default: those of Envoy.',
    ),
    insecureSkipVerify: field(boolean(), 'Accepts client certificates of any issuer. Default false.', {
      nullable: true,
    }),
    ecdhCurves: field(list(string()), 'Curves for the key exchange. Default: those of the mesh config, else of Envoy.'),
  },
  {
    oneOf: [{ fields: ['credentialNames', 'tlsCertificates'] }, { fields: ['credentialName', 'credentialNames'] }],
  },
);

export type ServerTls = Infer<typeof serverTls>;
