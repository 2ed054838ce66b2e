import type { Kind } from '../../kind.ts';
import type { Secret } from '../secret.ts';

export const secretKind: Kind = {
  group: '',
  kind: 'Secret',
  plural: 'secrets',
  singular: 'secret',
  shortNames: [],
  hyphenated: 'secret',
  namespaced: true,
  served: ['v1'],
  storageVersion: 'v1',
  apartFromAll: true,
  columns: [
    { header: 'TYPE', value: (object) => (object as Secret).type ?? 'Opaque' },
    { header: 'DATA', value: (object) => String(Object.keys((object as Secret).data ?? {}).length) },
  ],
  load: async () => (await import('./module.ts')).secretModule,
};
