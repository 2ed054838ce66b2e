import type { KubeObject } from '../../kinds/object.ts';
import type { Release } from '../chart.ts';
import type { ServicePortValue } from './service-port.ts';

interface ProxyService {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  readonly type: string;
  readonly loadBalancerIP?: string;
  readonly ports?: readonly ServicePortValue[];
}

export function proxyService(service: ProxyService, { namespace }: Release): KubeObject {
  const { name, labels, selector, type, loadBalancerIP = '', ports } = service;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels },
    spec: { ...(loadBalancerIP !== '' && { loadBalancerIP }), type, selector, ...(ports && { ports }) },
  };
}
