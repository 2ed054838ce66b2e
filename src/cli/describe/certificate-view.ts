// What a Secret holds of certificates, and who uses them. No key is shown.
import { type CertificateDescription, describeCertificate } from '../../certs/describe-certificate.ts';
import { readCertificates } from '../../certs/read-certificates.ts';
import { readPrivateKey } from '../../certs/read-private-key.ts';
import type { Config } from '../../envoy/config.ts';
import { parseSecretName } from '../../envoy/secret-name.ts';
import type { Secret } from '../../kinds/kubernetes/secret.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import { findMountedFile } from '../../snapshot/secret-mounts.ts';
import { namespacedName, type Snapshot } from '../../snapshot/snapshot.ts';
import { secretUses } from '../../translate/secret/secret-uses.ts';

export interface CertificateView {
  /** The key of the Secret's data. */
  readonly key: string;
  /** Of its first certificate; `problem` where it cannot be read. */
  readonly certificate?: CertificateDescription;
  readonly count?: number;
  readonly problem?: string;
}

export interface SecretView {
  readonly certificates: readonly CertificateView[];
  /** Whether the private key belongs to the certificate; absent where one of them is. */
  readonly keyMatches?: boolean;
  /** What the proxy takes from it, and for what: `Gateway default/web spec.servers[1].tls`. */
  readonly usedBy: readonly {
    readonly name: string;
    readonly role: 'certificate' | 'ca' | 'crl';
    readonly by: string;
  }[];
}

/** In the order in which gateways look (Istio's pilot/pkg/credentials/kube). */
const certificateKeys = ['cert', 'tls.crt', 'cacert', 'ca.crt'];
const privateKeys = ['key', 'tls.key'];

export interface SecretUsers {
  readonly config: Config;
  readonly snapshot: Snapshot;
  readonly proxy: GatewayProxy;
}

export function secretView(secret: Secret, users: SecretUsers, now: Date): SecretView {
  const certificates = certificateKeys.flatMap((key) => certificateView(key, secret, now) ?? []);
  const keyMatches = doesKeyMatch(secret);
  return { certificates, ...(keyMatches !== undefined && { keyMatches }), usedBy: usersOf(secret, users) };
}

function certificateView(key: string, secret: Secret, now: Date): CertificateView | undefined {
  const bytes = bytesOf(secret, key);
  if (bytes === undefined) return undefined;
  const read = readCertificates(bytes);
  if (read.status === 'unusable') return { key, problem: read.problem };
  const [first] = read.certificates;
  if (first === undefined) return { key, problem: 'holds no certificate' };
  return { key, certificate: describeCertificate(first, now), count: read.certificates.length };
}

function doesKeyMatch(secret: Secret): boolean | undefined {
  const keyBytes = firstOf(secret, privateKeys);
  const chainBytes = firstOf(secret, certificateKeys.slice(0, 2));
  if (keyBytes === undefined || chainBytes === undefined) return undefined;
  const key = readPrivateKey(keyBytes);
  const chain = readCertificates(chainBytes);
  if (key.status === 'unusable' || chain.status === 'unusable') return false;
  return chain.certificates[0]?.checkPrivateKey(key.key) ?? false;
}

function usersOf(secret: Secret, { config, snapshot, proxy }: SecretUsers): SecretView['usedBy'] {
  const wanted = namespacedName(secret);
  return secretUses(config)
    .filter(({ name }) => secretsBehind(name, snapshot, proxy).includes(wanted))
    .flatMap(({ name, role, sources }) =>
      sources.map(({ source, path }) => ({
        name,
        role,
        by: `${source.kind} ${source.namespace}/${source.name}${path === undefined ? '' : ` ${path}`}`,
      })),
    );
}

/** The Secrets that an SDS name leads to: by its name in the gateway's namespace, or by a volume that shows its files. */
function secretsBehind(name: string, snapshot: Snapshot, proxy: GatewayProxy): readonly string[] {
  const parsed = parseSecretName(name);
  const mounted = (path: string) => findMountedFile(snapshot, proxy.workloads, path)?.secret ?? '';
  switch (parsed.type) {
    case 'kubernetes': {
      const base = parsed.name.includes('/') ? parsed.name : `${proxy.namespace}/${parsed.name}`;
      return parsed.isCa ? [`${base}-cacert`, base] : [base];
    }
    case 'file-certificate':
      return [mounted(parsed.chain), mounted(parsed.key)];
    case 'file-ca':
      return [mounted(parsed.ca)];
    default:
      return [];
  }
}

function firstOf(secret: Secret, keys: readonly string[]): Buffer | undefined {
  const key = keys.find((one) => bytesOf(secret, one) !== undefined);
  return key === undefined ? undefined : bytesOf(secret, key);
}

function bytesOf({ data = {} }: Secret, key: string): Buffer | undefined {
  return Object.hasOwn(data, key) ? Buffer.from(data[key] ?? '', 'base64') : undefined;
}
