// The resource a config object comes from, as it stands in metadata.filterMetadata.istio.config. Istio spells it
// `/apis/networking.istio.io/v1/namespaces/default/virtual-service/httpbin`; `why` and findings read it back.
import type { ResourceRef } from '../lib/finding.ts';
import type { Metadata } from './metadata.ts';

export interface ConfigSource extends ResourceRef {
  readonly apiVersion: string;
}

/** Makes the path of a resource; kinds are written in kebab case, core kinds without a group. */
export function configSourcePath({ apiVersion, kind, namespace, name }: ConfigSource): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}/namespaces/${namespace}/${kebabCase(kind)}/${name}`;
}

/** Reads what configSourcePath wrote; undefined for anything else. */
export function parseConfigSourcePath(path: string): ConfigSource | undefined {
  const match = /^\/apis?\/(.+)\/namespaces\/([^/]*)\/([^/]+)\/([^/]+)$/.exec(path);
  const [, apiVersion, namespace, kind, name] = match ?? [];
  if (apiVersion === undefined || namespace === undefined || kind === undefined || name === undefined) return undefined;
  return { apiVersion, kind: pascalCase(kind), namespace, name };
}

/** The metadata that names a resource and the field of it that a config object was made from. */
export function sourceMetadata(source: ConfigSource, path?: string): Metadata {
  const istio = { config: configSourcePath(source) };
  return { filterMetadata: path === undefined ? { istio } : { istio, ictl: { path } } };
}

/** A field of a resource. */
export interface SourceField {
  readonly source: ConfigSource;
  readonly path: string;
}

/** Adds to metadata which servers of Gateways lead to the object, where `istio.config` does not tell. */
export function withServers(metadata: Metadata, servers: readonly SourceField[]): Metadata {
  const { ictl } = metadata.filterMetadata;
  const shared = servers.map(({ source, path }) => ({ config: configSourcePath(source), path }));
  return { filterMetadata: { ...metadata.filterMetadata, ictl: { ...ictl, servers: shared } } };
}

/** Every resource and field that a config object was made from: the one of its metadata, then those that share it. */
export function sourcesOf(metadata: Metadata | undefined): readonly { resource: ResourceRef; path?: string }[] {
  const { resource, path } = sourceOf(metadata);
  const shared = metadata?.filterMetadata.ictl?.servers ?? [];
  return [
    ...(resource === undefined ? [] : [{ resource, ...(path !== undefined && { path }) }]),
    ...shared.flatMap(({ config, path: field }) => {
      const source = parseConfigSourcePath(config);
      if (source === undefined) return [];
      return [{ resource: { kind: source.kind, namespace: source.namespace, name: source.name }, path: field }];
    }),
  ];
}

/** The resource and field path that a config object was made from, where its metadata says so. */
export function sourceOf(metadata: Metadata | undefined): { resource?: ResourceRef; path?: string } {
  const { istio, ictl } = metadata?.filterMetadata ?? {};
  const source = istio?.config === undefined ? undefined : parseConfigSourcePath(istio.config);
  if (source === undefined) return {};
  const resource = { kind: source.kind, namespace: source.namespace, name: source.name };
  return ictl?.path === undefined ? { resource } : { resource, path: ictl.path };
}

function kebabCase(kind: string): string {
  return kind.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
}

function pascalCase(kind: string): string {
  return kind.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
