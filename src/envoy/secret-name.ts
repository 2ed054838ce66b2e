// Names of secrets, as Istio's SDS spells them: `kubernetes://NAME`, `kubernetes://NAME-cacert`,
// `file-cert:CHAIN~KEY`, `file-root:CA`. `default` and `ROOTCA` are the mesh's own certificate and root.

export type SecretName =
  /** A Secret in the proxy's namespace; `isCa` asks for its CA part. `name` is without the suffix. */
  | { readonly type: 'kubernetes'; readonly name: string; readonly isCa: boolean }
  | { readonly type: 'file-certificate'; readonly chain: string; readonly key: string }
  | { readonly type: 'file-ca'; readonly ca: string }
  | { readonly type: 'file-crl'; readonly crl: string }
  | { readonly type: 'mesh'; readonly isCa: boolean }
  /** A scheme that only Istio's control plane can serve, such as `configmap://` or `sds://`. */
  | { readonly type: 'other'; readonly name: string };

/** The suffix of the Secret with the CA beside one with a certificate. */
export const caSuffix = '-cacert';
/** The name of the mesh's own workload certificate. */
export const meshCertificateName = 'default';
/** The name of the mesh's root certificate. */
export const meshRootName = 'ROOTCA';
/** What stands for the certificates the operating system trusts. */
export const systemCa = 'system';

const kubernetesScheme = 'kubernetes://';
const crlScheme = 'file-crl:';

/** Makes `kubernetes://NAME` of a credentialName; a name that has a scheme already keeps it. */
export function credentialSecretName(credentialName: string): string {
  return credentialName.includes('://') ? credentialName : kubernetesScheme + credentialName;
}

/** Makes `file-cert:/etc/certs/tls.crt~/etc/certs/tls.key`. */
export function fileCertificateName(chain: string, key: string): string {
  return `file-cert:${chain}~${key}`;
}

/** Makes `file-root:/etc/certs/ca.crt`. */
export function fileCaName(ca: string): string {
  return `file-root:${ca}`;
}

/**
 * Makes `file-crl:/etc/certs/ca.crl`. Envoy has no such name: a context names the file, which it reads itself. Here the
 * bytes are found as those of certificates are.
 */
export function fileCrlName(crl: string): string {
  return `${crlScheme}${crl}`;
}

/** Says what a secret's name asks for. */
export function parseSecretName(name: string): SecretName {
  if (name === meshCertificateName) return { type: 'mesh', isCa: false };
  if (name === meshRootName) return { type: 'mesh', isCa: true };
  if (name.startsWith('file-cert:')) {
    const [chain = '', key = ''] = name.slice('file-cert:'.length).split('~');
    return { type: 'file-certificate', chain, key };
  }
  if (name.startsWith('file-root:')) return { type: 'file-ca', ca: name.slice('file-root:'.length) };
  if (name.startsWith(crlScheme)) return { type: 'file-crl', crl: name.slice(crlScheme.length) };
  if (!name.startsWith(kubernetesScheme)) return { type: 'other', name };
  const resource = name.slice(kubernetesScheme.length);
  const isCa = resource.endsWith(caSuffix);
  return { type: 'kubernetes', name: isCa ? resource.slice(0, -caSuffix.length) : resource, isCa };
}
