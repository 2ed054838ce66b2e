import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import type { Deployment } from '../deployment.ts';
import { defaultDeployment } from './defaults.ts';
import { toStorage, upgrade } from './old-groups.ts';
import { deploymentSchema, deploymentSchemaWithoutSelector } from './schema.ts';
import { validateDeployment } from './validate.ts';

export const deploymentModule: KindModule = builtInModule<Deployment>({
  schemas: {
    'apps/v1': deploymentSchema,
    'apps/v1beta2': deploymentSchema,
    'apps/v1beta1': deploymentSchemaWithoutSelector,
    'extensions/v1beta1': deploymentSchemaWithoutSelector,
  },
  storageVersion: 'apps/v1',
  nameRule: dns1123SubdomainFault,
  upgrade,
  toStorage,
  applyDefaults: defaultDeployment,
  validate: validateDeployment,
});
