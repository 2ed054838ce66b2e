import { valueAt } from '../../column-values.ts';
import type { Kind } from '../../kind.ts';

export const serviceAccountKind: Kind = {
  group: '',
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  hyphenated: 'service-account',
  namespaced: true,
  served: ['v1'],
  storageVersion: 'v1',
  apartFromAll: true,
  columns: [
    { header: 'SECRETS', value: (object) => String(((valueAt(object, 'secrets') ?? []) as readonly unknown[]).length) },
  ],
  load: async () => (await import('./module.ts')).serviceAccountModule,
};
