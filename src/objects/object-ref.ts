import type { Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { ObjectKey } from '../store/store.ts';

/** Names one object of a known kind; the namespace is '' for cluster-scoped kinds. */
export interface ObjectRef {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
}

/** Returns the key under which the store holds an object: all API versions are views of one. */
export function keyOf({ kind, namespace, name }: ObjectRef): ObjectKey {
  return { group: kind.group, kind: kind.kind, namespace: kind.namespaced ? namespace : '', name };
}

/** Returns what names an object among all. */
export function refOf(kind: Kind, { metadata }: KubeObject): ObjectRef {
  return { kind, namespace: kind.namespaced ? (metadata.namespace ?? '') : '', name: metadata.name };
}
