// Certificates and CAs of Secrets, by Istio's rules for their keys (pilot/pkg/credentials/kube). They are looked up in
// the namespace of the gateway workload, wherever the Gateway is.
import type { SecretName } from '../../envoy/secret-name.ts';
import { caSuffix } from '../../envoy/secret-name.ts';
import type { Secret } from '../../kinds/kubernetes/secret.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SecretPart } from './secret-part.ts';

/** Names of keys, of which the first pair that is there counts. */
const certificateKeys = [
  { chain: 'cert', key: 'key', staple: undefined },
  { chain: 'tls.crt', key: 'tls.key', staple: 'tls.ocsp-staple' },
] as const;
const caKeys = [
  { ca: 'cacert', crl: 'crl' },
  { ca: 'ca.crt', crl: 'ca.crl' },
] as const;

export function kubernetesCertificate(name: string, snapshot: Snapshot, proxy: GatewayProxy): SecretPart {
  const secret = findSecret(name, snapshot, proxy);
  if (secret === undefined) return missing(name, snapshot, proxy, 'tls NAME --cert=FILE --key=FILE');
  const origin = originOf(secret);
  const keys = certificateKeys.find(({ chain, key }) => text(secret, chain) !== '' && text(secret, key) !== '');
  if (keys === undefined) return invalid(`${origin} has neither keys cert and key nor tls.crt and tls.key`);
  const staple = keys.staple === undefined ? undefined : secret.data?.[keys.staple];
  const certificate = { chainPem: text(secret, keys.chain), keyPem: text(secret, keys.key) };
  return {
    status: 'read',
    secret: { certificate: staple ? { ...certificate, ocspStaple: Buffer.from(staple, 'base64') } : certificate },
    origin,
  };
}

/** Of `NAME-cacert` the Secret of that name counts, else the CA inside the Secret with the certificate. */
export function kubernetesCa(
  { name, isCa }: SecretName & { readonly type: 'kubernetes' },
  snapshot: Snapshot,
  proxy: GatewayProxy,
): SecretPart {
  const own = isCa ? findSecret(`${name}${caSuffix}`, snapshot, proxy) : undefined;
  const secret = own ?? findSecret(name, snapshot, proxy);
  if (secret === undefined) {
    return missing(isCa ? `${name}${caSuffix}` : name, snapshot, proxy, 'generic NAME --from-file=ca.crt=FILE');
  }
  const origin = originOf(secret);
  const keys = caKeys.find(({ ca }) => text(secret, ca) !== '');
  if (keys === undefined) return invalid(`${origin} has no CA under cacert or ca.crt`);
  const crlPem = text(secret, keys.crl);
  const validation = { trustedCaPem: text(secret, keys.ca), ...(crlPem !== '' && { crlPem }) };
  return { status: 'read', secret: { validation }, origin };
}

/** A namespace in the name is allowed where it is the gateway's own. */
function findSecret(name: string, { secrets }: Snapshot, { namespace }: GatewayProxy): Secret | undefined {
  return secrets.get(name.includes('/') && name.startsWith(`${namespace}/`) ? name : `${namespace}/${name}`);
}

function text({ data }: Secret, key: string): string {
  const value = data !== undefined && Object.hasOwn(data, key) ? data[key] : undefined;
  return Buffer.from(value ?? '', 'base64').toString('utf8');
}

function originOf({ metadata }: Secret): string {
  return `Secret ${metadata.name} in ${metadata.namespace ?? ''}`;
}

function missing(name: string, { secrets }: Snapshot, { namespace }: GatewayProxy, command: string): SecretPart {
  const hint = `ictl create -n ${namespace} secret ${command.replace('NAME', name)}`;
  const namesake = [...secrets.values()].find(({ metadata }) => metadata.name === name)?.metadata.namespace;
  const elsewhere = namesake === undefined ? '' : ` (the one in ${namesake} is not looked at)`;
  const problem = `there is no Secret ${name} in ${namespace}${elsewhere}, so TLS handshakes fail; create it with: ${hint}`;
  return { status: 'unusable', code: 'IST0101', problem };
}

function invalid(problem: string): SecretPart {
  return { status: 'unusable', code: 'IST0161', problem };
}
