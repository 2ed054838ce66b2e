import assert from 'node:assert/strict';
import { annotationFaults } from '../../../../src/inject/annotations/check-annotations.ts';

describe('annotations of injection', () => {
  const good: readonly (readonly [string, string])[] = [
    ['traffic.sidecar.istio.io/includeInboundPorts', '*'],
    ['traffic.sidecar.istio.io/includeInboundPorts', ''],
    ['traffic.sidecar.istio.io/excludeInboundPorts', '80, 65535'],
    ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0/8,fd00::/8'],
    ['traffic.sidecar.istio.io/excludeInterfaces', 'eth0,net1'],
    ['sidecar.istio.io/interceptionMode', 'TPROXY'],
    ['sidecar.istio.io/proxyCPU', '0.5'],
    ['prometheus.istio.io/merge-metrics', 'T'],
    ['example.test/own', 'anything'],
  ];
  for (const [name, value] of good) {
    it(`accepts ${name}: ${JSON.stringify(value)}`, () => {
      assert.deepEqual(annotationFaults({ [name]: value }), []);
    });
  }

  const bad: readonly (readonly [string, string, string])[] = [
    ['traffic.sidecar.istio.io/includeInboundPorts', '80,http', 'parsing "http": invalid syntax'],
    ['traffic.sidecar.istio.io/excludeOutboundPorts', '65536', 'value out of range'],
    ['traffic.sidecar.istio.io/excludeInboundPorts', '*', 'invalid syntax'],
    ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0', "no '/'"],
    ['traffic.sidecar.istio.io/excludeOutboundIPRanges', '10.0.0.0/33', 'prefix length out of range'],
    ['traffic.sidecar.istio.io/excludeInterfaces', 'eth0;x', 'contains invalid characters'],
    ['sidecar.istio.io/interceptionMode', 'redirect', 'use REDIRECT,TPROXY,NONE: redirect'],
    ['sidecar.istio.io/proxyMemory', 'much', 'not a quantity'],
    ['status.sidecar.istio.io/port', '-1', 'invalid syntax'],
    ['readiness.status.sidecar.istio.io/periodSeconds', '1.5', 'invalid syntax'],
    ['prometheus.istio.io/merge-metrics', 'yes', 'invalid syntax'],
  ];
  for (const [name, value, part] of bad) {
    it(`refuses ${name}: ${JSON.stringify(value)}`, () => {
      const [fault = ''] = annotationFaults({ [name]: value });
      assert.ok(fault.startsWith(`invalid value '${value}' for annotation '${name}': `), fault);
      assert.ok(fault.includes(part), fault);
    });
  }

  it('tells all of them, by name', () => {
    const faults = annotationFaults({ 'sidecar.istio.io/proxyCPU': 'x', 'sidecar.istio.io/interceptionMode': 'y' });
    assert.deepEqual(
      faults.map((fault) => /sidecar\S*?'/.exec(fault)?.[0]),
      ["sidecar.istio.io/interceptionMode'", "sidecar.istio.io/proxyCPU'"],
    );
  });
});
