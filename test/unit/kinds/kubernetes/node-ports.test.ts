import assert from 'node:assert/strict';
import {
  allocateNodePorts,
  type NodePortOptions,
  nodePortConflicts,
} from '../../../../src/kinds/kubernetes/node-ports.ts';
import type { Service, ServicePort, ServiceSpec } from '../../../../src/kinds/kubernetes/service.ts';

function service(ports: readonly ServicePort[], spec: Partial<ServiceSpec> = { type: 'NodePort' }): Service {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ...spec, ports } };
}

function nodePorts(given: Service, options: Partial<NodePortOptions> = {}): readonly (number | undefined)[] {
  const allocated = allocateNodePorts(given, { isTaken: () => false, random: () => 0, ...options });
  return (allocated.spec?.ports ?? []).map(({ nodePort }) => nodePort);
}

describe('allocating node ports', () => {
  it('gives each port one of the range, none twice', () => {
    assert.deepEqual(nodePorts(service([{ port: 80 }, { port: 443 }])), [30_000, 30_001]);
    assert.deepEqual(nodePorts(service([{ port: 80 }, { port: 443 }]), { random: () => 0.9999999 }), [32_767, 30_000]);
  });

  it('keeps what is written and leaves out what others have', () => {
    const taken = [30_000, 30_001];
    const ports = [{ port: 80 }, { port: 443, nodePort: 30_002 }];
    assert.deepEqual(nodePorts(service(ports), { isTaken: (nodePort) => taken.includes(nodePort) }), [30_003, 30_002]);
  });

  it('gives TCP and UDP of one port the same number', () => {
    const ports = [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ];
    assert.deepEqual(nodePorts(service(ports)), [30_000, 30_000]);
  });

  it('keeps the node ports of the Service that is replaced', () => {
    const previous = service([{ port: 443, nodePort: 31_390 }]);
    assert.deepEqual(nodePorts(service([{ port: 80 }, { port: 443 }]), { previous }), [30_000, 31_390]);
  });

  it('gives none to other types, nor to load balancers that want none', () => {
    assert.deepEqual(nodePorts(service([{ port: 80 }], { type: 'ClusterIP' })), [undefined]);
    assert.deepEqual(
      nodePorts(service([{ port: 80 }], { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false })),
      [undefined],
    );
    assert.deepEqual(nodePorts(service([{ port: 80 }], { type: 'LoadBalancer' })), [30_000]);
  });

  it('leaves a port without one when the range is used up', () => {
    assert.deepEqual(nodePorts(service([{ port: 80 }]), { isTaken: () => true }), [undefined]);
  });

  it('says which ones another Service has already', () => {
    const given = service([{ port: 80, nodePort: 31_380 }, { port: 443, nodePort: 31_390 }, { port: 81 }]);
    const problems = nodePortConflicts(given, (nodePort, protocol) => nodePort === 31_390 && protocol === 'TCP');
    assert.deepEqual(
      problems.map(({ path, message }) => `${path}: ${message}`),
      ['spec.ports[1].nodePort: invalid value 31390: provided port is already allocated'],
    );
  });
});
