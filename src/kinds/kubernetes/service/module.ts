import type { KindModule } from '../../kind.ts';
import { dns1035LabelFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import { clusterIpProblems } from '../cluster-ip.ts';
import { expandKind } from '../compact-schema.ts';
import { serviceTypes } from '../generated/service.ts';
import type { Service } from '../service.ts';
import { defaultService } from './defaults.ts';
import { validateService } from './validate.ts';

export const serviceModule: KindModule = builtInModule<Service>({
  schemas: { v1: expandKind(serviceTypes, 'Service') },
  storageVersion: 'v1',
  nameRule: dns1035LabelFault,
  applyDefaults: defaultService,
  validate: validateService,
  validateUpdate: clusterIpProblems,
});
