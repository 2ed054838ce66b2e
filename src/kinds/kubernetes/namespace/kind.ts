import type { Kind } from '../../kind.ts';
import type { Namespace } from '../namespace.ts';

export const namespaceKind: Kind = {
  group: '',
  kind: 'Namespace',
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  hyphenated: 'namespace',
  namespaced: false,
  served: ['v1'],
  storageVersion: 'v1',
  apartFromAll: true,
  columns: [{ header: 'STATUS', value: (object) => (object as Namespace).status?.phase ?? 'Active' }],
  load: async () => (await import('./module.ts')).namespaceModule,
};
