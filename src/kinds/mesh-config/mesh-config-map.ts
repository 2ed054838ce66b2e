import type { ObjectMeta } from '../object.ts';

/** Where the mesh config is, as in Istio. */
export const meshConfigMap = { namespace: 'istio-system', name: 'istio', key: 'mesh' };

/** Whether these are name and namespace of the ConfigMap that holds the mesh config. */
export function isMeshConfigMap({ namespace, name }: ObjectMeta): boolean {
  return namespace === meshConfigMap.namespace && name === meshConfigMap.name;
}

/** Whether the ConfigMap may become that one: it names no namespace yet. */
export function mayBeMeshConfigMap({ namespace = '', name }: ObjectMeta): boolean {
  return namespace === '' && name === meshConfigMap.name;
}
