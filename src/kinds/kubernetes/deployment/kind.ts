import type { Kind } from '../../kind.ts';
import { deploymentColumns } from './columns.ts';

export const deploymentKind: Kind = {
  group: 'apps',
  kind: 'Deployment',
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  hyphenated: 'deployment',
  namespaced: true,
  served: ['apps/v1', 'apps/v1beta2', 'apps/v1beta1', 'extensions/v1beta1'],
  storageVersion: 'apps/v1',
  columns: deploymentColumns,
  load: async () => (await import('./module.ts')).deploymentModule,
};
