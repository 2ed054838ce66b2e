// TLS towards the endpoints of a host.
import { boolean, field, type Infer, list, object, oneOfStrings, string } from '../schema.ts';

export const clientTls = object({
  mode: field(oneOfStrings('DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'), 'Whether TLS is spoken. Default DISABLE.'),
  clientCertificate: field(string(), 'Path of the client certificate chain, for MUTUAL.'),
  privateKey: field(string(), 'Path of its private key, for MUTUAL.'),
  caCertificates: field(string(), 'Path of the CA bundle. Default: that of the system.'),
  credentialName: field(string(), 'Secret in the namespace of the gateway workload, instead of paths.'),
  subjectAltNames: field(list(string()), 'Names of which the certificate must carry one. Default: the SNI.'),
  sni: field(string(), 'Server name that is sent. Default: the Host header.'),
  insecureSkipVerify: field(boolean(), 'Accepts any certificate. Default false.', { nullable: true }),
  caCrl: field(string(), 'Path of the revocation list.'),
});

export type ClientTls = Infer<typeof clientTls>;
