// What the API server fills in (kubernetes/pkg/apis/apps/v1, SetDefaults_Deployment).
import type { Deployment } from '../deployment.ts';
import { defaultTemplate } from '../workload/default-template.ts';

const specDefaults = {
  progressDeadlineSeconds: 600,
  replicas: 1,
  revisionHistoryLimit: 10,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
};

export function defaultDeployment(deployment: Deployment): Deployment {
  const { spec } = deployment;
  if (spec === undefined) return deployment;
  return { ...deployment, spec: { ...specDefaults, ...spec, template: defaultTemplate(spec.template) } };
}
