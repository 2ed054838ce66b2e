import { networkingGroup, networkingVersions } from '../istio-versions.ts';
import type { Kind } from '../kind.ts';

export const gatewayKind: Kind = {
  group: networkingGroup,
  kind: 'Gateway',
  plural: 'gateways',
  singular: 'gateway',
  shortNames: ['gw'],
  hyphenated: 'gateway',
  namespaced: true,
  served: networkingVersions,
  storageVersion: 'networking.istio.io/v1',
  columns: [],
  load: async () => (await import('./module.ts')).gatewayModule,
};
