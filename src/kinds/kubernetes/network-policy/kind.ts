import { valueAt } from '../../column-values.ts';
import type { Kind } from '../../kind.ts';
import { selectorCell } from '../cell.ts';
import type { LabelSelector } from '../deployment.ts';

export const networkPolicyKind: Kind = {
  group: 'networking.k8s.io',
  kind: 'NetworkPolicy',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
  hyphenated: 'network-policy',
  namespaced: true,
  served: ['networking.k8s.io/v1', 'extensions/v1beta1'],
  storageVersion: 'networking.k8s.io/v1',
  apartFromAll: true,
  columns: [
    {
      header: 'POD-SELECTOR',
      value: (object) => selectorCell(valueAt(object, 'spec', 'podSelector') as LabelSelector | undefined),
    },
  ],
  load: async () => (await import('./module.ts')).networkPolicyModule,
};
