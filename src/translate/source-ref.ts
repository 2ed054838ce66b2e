import type { ConfigSource } from '../envoy/config-source.ts';
import type { KubeObject } from '../kinds/object.ts';

/** Names the object that a config object is made from. */
export function sourceRef({ apiVersion, kind, metadata }: KubeObject): ConfigSource {
  return { apiVersion, kind, namespace: metadata.namespace ?? '', name: metadata.name };
}
