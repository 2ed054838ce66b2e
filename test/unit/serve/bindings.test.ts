import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Listener } from '../../../src/envoy/listener.ts';
import { socketBindings } from '../../../src/serve/bindings.ts';
import type { ServiceTarget } from '../../../src/snapshot/proxy.ts';

const listener = (name: string, address: string, portValue: number): Listener => ({
  name,
  address: { socketAddress: { address, portValue } },
  filterChains: [],
});
const target = (port: number, targetPort: number, nodePort?: number): ServiceTarget => ({
  serviceName: 'gw',
  serviceNamespace: 'istio-system',
  port,
  portName: 'x',
  workload: 'istio-system/gw',
  targetPort,
  nodePort,
});
const hosts = ['127.0.0.1', '::1'];

describe('socket bindings', () => {
  const ports = (listenerPort: number, targets: ServiceTarget[], replaced: [number, number[]][] = []) =>
    socketBindings([listener('l', '0.0.0.0', listenerPort)], targets, {
      ports: new Map(replaced),
      hosts: ['127.0.0.1'],
    })
      .get('l')
      ?.map((socket) => socket.port);

  it('reaches a listener on its node ports and on its own port', () => {
    assert.deepEqual(ports(80, [target(80, 80, 31380), target(80, 80, 32080)]), [31380, 32080, 80]);
  });

  it('reaches a listener without a Service on its own port', () => {
    assert.deepEqual(ports(8080, [target(80, 80, 31380)]), [8080]);
  });

  it('replaces every socket of a server port by the given ports', () => {
    assert.deepEqual(ports(80, [target(80, 80, 31380)], [[80, [8080]]]), [8080]);
    assert.deepEqual(ports(80, [target(80, 80, 31380)], [[443, [8443]]]), [31380, 80]);
    assert.deepEqual(ports(9000, [], [[9000, [0]]]), [0]);
  });

  it('takes the Gateway server port for the replacement, not the translated one', () => {
    assert.deepEqual(ports(8080, [target(80, 8080, 31380)], [[80, [9999]]]), [9999]);
  });

  it('binds a wildcard on every host and keeps a bind of its own', () => {
    const bindings = socketBindings([listener('any', '0.0.0.0', 81), listener('own', '127.0.0.7', 82)], [], {
      ports: new Map(),
      hosts,
    });
    assert.deepEqual(bindings.get('any'), [
      { host: '127.0.0.1', port: 81 },
      { host: '::1', port: 81 },
    ]);
    assert.deepEqual(bindings.get('own'), [{ host: '127.0.0.7', port: 82 }]);
  });
});
