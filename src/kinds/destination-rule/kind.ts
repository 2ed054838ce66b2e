import { columnText, valueAt } from '../column-values.ts';
import { networkingGroup, networkingVersions } from '../istio-versions.ts';
import type { Kind } from '../kind.ts';

export const destinationRuleKind: Kind = {
  group: networkingGroup,
  kind: 'DestinationRule',
  plural: 'destinationrules',
  singular: 'destinationrule',
  shortNames: ['dr'],
  hyphenated: 'destination-rule',
  namespaced: true,
  served: networkingVersions,
  storageVersion: 'networking.istio.io/v1',
  columns: [{ header: 'HOST', value: (object) => columnText(valueAt(object, 'spec', 'host')) }],
  load: async () => (await import('./module.ts')).destinationRuleModule,
};
