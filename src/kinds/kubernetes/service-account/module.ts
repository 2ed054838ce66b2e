import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import { serviceAccountTypes } from '../generated/service-account.ts';

export const serviceAccountModule: KindModule = builtInModule({
  schemas: { v1: expandKind(serviceAccountTypes, 'ServiceAccount') },
  storageVersion: 'v1',
  nameRule: dns1123SubdomainFault,
  validate: () => [],
});
