// What the API server fills into pod templates (kubernetes/pkg/apis/core/v1, SetDefaults_ContainerPort). The other
// defaults of containers are left out: no container is run.
import type { Container, PodSpec, PodTemplate } from '../pod.ts';
import { withProtocol } from '../port-rules.ts';

export function defaultTemplate(template: PodTemplate): PodTemplate {
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
