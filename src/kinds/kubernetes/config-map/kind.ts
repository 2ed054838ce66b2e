import type { Kind } from '../../kind.ts';
import type { ConfigMap } from '../config-map.ts';

export const configMapKind: Kind = {
  group: '',
  kind: 'ConfigMap',
  plural: 'configmaps',
  singular: 'configmap',
  shortNames: ['cm'],
  hyphenated: 'config-map',
  namespaced: true,
  served: ['v1'],
  storageVersion: 'v1',
  apartFromAll: true,
  columns: [{ header: 'DATA', value: (object) => String(countKeys(object as ConfigMap)) }],
  load: async () => (await import('./module.ts')).configMapModule,
};

function countKeys({ data, binaryData }: ConfigMap): number {
  return Object.keys(data ?? {}).length + Object.keys(binaryData ?? {}).length;
}
