import type { Kind } from '../../kind.ts';
import { serviceColumns } from './columns.ts';

export const serviceKind: Kind = {
  group: '',
  kind: 'Service',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  hyphenated: 'service',
  namespaced: true,
  served: ['v1'],
  storageVersion: 'v1',
  columns: serviceColumns,
  load: async () => (await import('./module.ts')).serviceModule,
};
