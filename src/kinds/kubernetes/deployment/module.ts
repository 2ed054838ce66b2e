import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import type { Deployment } from '../deployment.ts';
import { deploymentTypes } from '../generated/deployment.ts';
import { workloadSchemas } from '../workload/schema.ts';
import { defaultDeployment } from './defaults.ts';
import { toStorage, upgrade } from './old-groups.ts';
import { validateDeployment } from './validate.ts';

const { schema, withoutSelector } = workloadSchemas(deploymentTypes, 'Deployment');

export const deploymentModule: KindModule = builtInModule<Deployment>({
  schemas: {
    'apps/v1': schema,
    'apps/v1beta2': schema,
    'apps/v1beta1': withoutSelector,
    'extensions/v1beta1': withoutSelector,
  },
  storageVersion: 'apps/v1',
  nameRule: dns1123SubdomainFault,
  upgrade,
  toStorage,
  applyDefaults: defaultDeployment,
  validate: validateDeployment,
});
