// What the API server fills in (kubernetes/pkg/apis/apps/v1, SetDefaults_Deployment). The defaults of containers are
// left out: no container is run.

import type { Deployment, DeploymentSpec } from '../deployment.ts';
import type { Container, PodSpec } from '../pod.ts';
import { withProtocol } from '../port-rules.ts';

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

function defaultTemplate(template: DeploymentSpec['template']): DeploymentSpec['template'] {
  return template.spec === undefined ? template : { ...template, spec: defaultPodSpec(template.spec) };
}

function defaultPodSpec(spec: PodSpec): PodSpec {
  const { containers, initContainers } = spec;
  return {
    ...spec,
    containers: containers.map(defaultContainer),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(defaultContainer) }),
  };
}

function defaultContainer(container: Container): Container {
  const { ports } = container;
  return ports === undefined ? container : { ...container, ports: ports.map(withProtocol) };
}
