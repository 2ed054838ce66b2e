import { X509Certificate } from 'node:crypto';
import { sourceOf } from '../../envoy/config-source.ts';
import { parseSecretName } from '../../envoy/secret-name.ts';
import type { ResourceRef } from '../../lib/finding.ts';
import type { Analysis } from '../analysis.ts';

/** A certificate that a server shows, and for which hosts it does. */
export interface ServedCertificate {
  readonly source: ResourceRef;
  /** The field with the TLS settings. */
  readonly path: string;
  /** Server names in the words of Envoy; empty for any. */
  readonly hosts: readonly string[];
  readonly secretName: string;
  /** What the certificate was read from: `Secret web-cert in istio-system`, or its path. */
  readonly origin: string;
  /** The leaf; what cannot be read is reported by translation and is not here. */
  readonly certificate: X509Certificate;
}

/** The certificates of all servers with TLS, in the order of the listeners. */
export function servedCertificates({ config, secrets, proxy }: Analysis): readonly ServedCertificate[] {
  const leaves = new Map(
    secrets.flatMap(({ name, certificate }) =>
      certificate === undefined ? [] : [[name, new X509Certificate(certificate.chainPem)]],
    ),
  );
  return config.listeners.flatMap(({ filterChains }) =>
    filterChains.flatMap(({ transportSocket, filterChainMatch, metadata }) => {
      const { resource, path = '' } = sourceOf(metadata);
      const names = transportSocket?.typedConfig.commonTlsContext.tlsCertificateSdsSecretConfigs ?? [];
      return names.flatMap(({ name }) => {
        const certificate = leaves.get(name);
        if (resource === undefined || certificate === undefined) return [];
        return {
          source: resource,
          path: resource.kind === 'Gateway' ? `${path}.tls` : path,
          hosts: filterChainMatch?.serverNames ?? [],
          secretName: name,
          origin: originOf(name, proxy.namespace),
          certificate,
        };
      });
    }),
  );
}

function originOf(secretName: string, namespace: string): string {
  const parsed = parseSecretName(secretName);
  if (parsed.type === 'kubernetes') return `Secret ${parsed.name} in ${namespace}`;
  return parsed.type === 'file-certificate' ? parsed.chain : secretName;
}
