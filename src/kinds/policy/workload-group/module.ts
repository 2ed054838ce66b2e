import { networkingVersions } from '../../istio-versions.ts';
import type { KindModule } from '../../kind.ts';
import { policyModule } from '../module.ts';
import { validateWorkloadGroup } from './validate.ts';
import { type WorkloadGroup, workloadGroupSchema } from './workload-group.ts';

export const workloadGroupModule: KindModule = policyModule<WorkloadGroup>(networkingVersions, {
  schema: workloadGroupSchema,
  validate: validateWorkloadGroup,
});
