// What the API server demands of Deployments (kubernetes/pkg/apis/apps/validation).
import { checkOneOf } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import type { Deployment } from '../deployment.ts';
import { workloadProblems } from '../workload/workload-problems.ts';

export function validateDeployment({ spec }: Deployment): readonly Problem[] {
  const strategy = spec?.strategy as { readonly type?: string } | undefined;
  return [
    ...workloadProblems(spec, 'deployment'),
    ...checkOneOf('spec.strategy.type', strategy?.type, ['Recreate', 'RollingUpdate']),
  ];
}
