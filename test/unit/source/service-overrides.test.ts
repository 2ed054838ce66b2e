import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { KubeObject } from '../../../src/kinds/object.ts';
import { overrideServices } from '../../../src/source/service-overrides.ts';

const meta = (name: string, labels?: Record<string, string>) => ({
  name,
  namespace: 'default',
  ...(labels && { labels }),
});
const service = (ports: object[]): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: meta('httpbin'),
  spec: { ports },
});
const slice = (name: string, owner: string, ports: object[]): KubeObject => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: meta(name, { 'kubernetes.io/service-name': owner }),
  addressType: 'IPv4',
  ports,
  endpoints: [{ addresses: ['10.0.0.1'] }],
});
const given = { name: 'httpbin', namespace: 'default', port: 8000, address: '127.0.0.1', targetPort: 9000 };
const find = (objects: readonly KubeObject[], kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);

describe('service overrides', () => {
  it('make a Service that is missing', () => {
    const objects = overrideServices([], [given]);
    assert.deepEqual(find(objects, 'Service', 'httpbin')?.spec, { ports: [{ name: 'http', port: 8000 }] });
    assert.deepEqual(find(objects, 'EndpointSlice', 'httpbin-given-0')?.ports, [{ name: 'http', port: 9000 }]);
  });

  it('replace the endpoints of the port and leave those of others', () => {
    const objects = overrideServices(
      [
        service([
          { name: 'web', port: 8000 },
          { name: 'admin', port: 8001 },
        ]),
        slice('both', 'httpbin', [
          { name: 'web', port: 1 },
          { name: 'admin', port: 2 },
        ]),
        slice('web', 'httpbin', [{ name: 'web', port: 1 }]),
        slice('other', 'other', [{ name: 'web', port: 1 }]),
      ],
      [given],
    );
    assert.deepEqual(find(objects, 'EndpointSlice', 'both')?.ports, [{ name: 'admin', port: 2 }]);
    assert.equal(find(objects, 'EndpointSlice', 'web'), undefined);
    assert.ok(find(objects, 'EndpointSlice', 'other'));
    assert.deepEqual(find(objects, 'EndpointSlice', 'httpbin-given-0')?.ports, [{ name: 'web', port: 9000 }]);
  });

  it('replace the endpoints of an Endpoints object', () => {
    const endpoints: KubeObject = {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: meta('httpbin'),
      subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ name: 'web', port: 1 }] }],
    };
    assert.equal(
      find(overrideServices([service([{ name: 'web', port: 8000 }]), endpoints], [given]), 'Endpoints', 'httpbin'),
      undefined,
    );
  });

  it('add a port that the Service lacks', () => {
    const objects = overrideServices([service([{ port: 80 }])], [given]);
    assert.deepEqual(find(objects, 'Service', 'httpbin')?.spec, {
      ports: [{ port: 80 }, { name: 'http-8000', port: 8000 }],
    });
  });

  it('take several addresses for one port, IPv6 among them', () => {
    const objects = overrideServices([], [given, { ...given, address: '::1' }]);
    assert.equal(find(objects, 'EndpointSlice', 'httpbin-given-1')?.addressType, 'IPv6');
  });

  it('leave other objects the same objects', () => {
    const other = slice('other', 'other', []);
    assert.ok(overrideServices([other], [given]).includes(other));
  });
});
