// Which secrets a configuration names, what for, and which resources are behind that.
import type { Config } from '../../envoy/config.ts';
import { sourceOf } from '../../envoy/config-source.ts';
import type { Metadata } from '../../envoy/metadata.ts';
import { fileCrlName } from '../../envoy/secret-name.ts';
import type { CommonTlsContext } from '../../envoy/tls.ts';
import type { ResourceRef } from '../../lib/finding.ts';

export interface SecretUse {
  readonly name: string;
  readonly role: 'certificate' | 'ca' | 'crl';
  readonly sources: readonly { readonly source: ResourceRef; readonly path: string | undefined }[];
}

/** Each name once for each role, in the order found. */
export function secretUses({ listeners, clusters }: Config): readonly SecretUse[] {
  const uses = new Map<string, SecretUse>();
  const add = (context: CommonTlsContext | undefined, metadata: Metadata | undefined, field: string) => {
    for (const { name, role } of namesIn(context)) {
      const { resource, path } = sourceOf(metadata);
      const known = uses.get(`${role} ${name}`) ?? { name, role, sources: [] };
      const source = resource && { source: resource, path: path === undefined ? undefined : `${path}${field}` };
      uses.set(`${role} ${name}`, { ...known, sources: [...known.sources, ...(source ? [source] : [])] });
    }
  };
  for (const { filterChains } of listeners) {
    for (const { transportSocket, metadata } of filterChains) {
      const server = serverMetadata(metadata);
      const field = server?.filterMetadata.ictl?.path?.includes('servers') ? '.tls' : '';
      add(transportSocket?.typedConfig.commonTlsContext, server, field);
    }
  }
  for (const { transportSocket, metadata } of clusters)
    add(upstreamContext(transportSocket?.typedConfig), metadata, '');
  return [...uses.values()];
}

/** A TCP chain is made from a VirtualService, but its certificate is the server's. */
function serverMetadata(metadata: Metadata | undefined): Metadata | undefined {
  const [server] = metadata?.filterMetadata.ictl?.servers ?? [];
  if (server === undefined) return metadata;
  return { filterMetadata: { istio: { config: server.config }, ictl: { path: server.path } } };
}

/** The TLS context of a cluster, also where the PROXY protocol is wrapped around it. */
function upstreamContext(config: unknown): CommonTlsContext | undefined {
  if (typeof config !== 'object' || config === null) return undefined;
  if ('commonTlsContext' in config) return config.commonTlsContext as CommonTlsContext;
  if (!('transportSocket' in config)) return undefined;
  return upstreamContext((config.transportSocket as { readonly typedConfig?: unknown }).typedConfig);
}

function namesIn(context: CommonTlsContext | undefined): readonly Pick<SecretUse, 'name' | 'role'>[] {
  const certificates = context?.tlsCertificateSdsSecretConfigs ?? [];
  const ca =
    context?.combinedValidationContext?.validationContextSdsSecretConfig ?? context?.validationContextSdsSecretConfig;
  const crl = context?.combinedValidationContext?.defaultValidationContext.crl?.filename;
  return [
    ...certificates.map(({ name }) => ({ name, role: 'certificate' as const })),
    ...(ca === undefined ? [] : [{ name: ca.name, role: 'ca' as const }]),
    ...(crl === undefined ? [] : [{ name: fileCrlName(crl), role: 'crl' as const }]),
  ];
}
