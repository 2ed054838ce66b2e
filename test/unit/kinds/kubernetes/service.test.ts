import assert from 'node:assert/strict';
import { errorsOf, storedObject } from '../../../support/decode-one.ts';

const service = (spec: string, name = 'web'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: ${spec}\n`;

describe('a Service', () => {
  it('gets the defaults of the API server', async () => {
    assert.deepEqual((await storedObject(service('{ports: [{port: 80}]}'))).spec, {
      type: 'ClusterIP',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    });
  });

  it('keeps what was written', async () => {
    const { spec } = await storedObject(
      service(
        '{type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 80, targetPort: http, protocol: UDP}]}',
      ),
    );
    assert.deepEqual(spec, {
      type: 'LoadBalancer',
      internalTrafficPolicy: 'Cluster',
      externalTrafficPolicy: 'Local',
      allocateLoadBalancerNodePorts: true,
      sessionAffinity: 'None',
      ports: [{ port: 80, protocol: 'UDP', targetPort: 'http' }],
    });
  });

  for (const spec of [
    '{clusterIP: None}',
    '{type: ExternalName, externalName: a.example.com}',
    '{ports: [{port: 53, protocol: UDP, name: a}, {port: 53, protocol: TCP, name: b}]}',
    '{type: NodePort, ports: [{port: 80, nodePort: 31380}]}',
    '{ports: [{port: 80, appProtocol: kubernetes.io/h2c}], trafficDistribution: PreferSameZone}',
  ]) {
    it(`accepts ${spec}`, async () => {
      assert.deepEqual(await errorsOf(service(spec)), []);
    });
  }

  const refused: readonly (readonly [string, string])[] = [
    ['{}', 'spec.ports: required value'],
    ['{type: Cluster, ports: [{port: 80}]}', 'spec.type: unsupported value "Cluster": supported values are '],
    ['{type: ExternalName}', 'spec.externalName: required value'],
    ['{ports: [{port: 0, targetPort: 1}]}', 'spec.ports[0].port: invalid value 0: must be between 1 and 65535'],
    ['{ports: [{port: 80, targetPort: A_b}]}', 'spec.ports[0].targetPort: invalid value "A_b"'],
    ['{ports: [{port: 80, name: a}, {port: 81}]}', 'spec.ports[1].name: required value'],
    ['{ports: [{port: 80, name: a}, {port: 81, name: a}]}', 'spec.ports[1].name: duplicate value "a"'],
    [
      '{ports: [{port: 80, name: a}, {port: 80, name: b}]}',
      'spec.ports[1]: duplicate value {"port":80,"protocol":"TCP"}',
    ],
    ['{ports: [{port: 80, protocol: HTTP}]}', 'spec.ports[0].protocol: unsupported value "HTTP"'],
    ['{ports: [{port: 80, nodePort: 31380}]}', 'spec.ports[0].nodePort: forbidden: may not be used when `type` is'],
    [
      '{type: NodePort, ports: [{port: 80, nodePort: 80}]}',
      'spec.ports[0].nodePort: invalid value 80: provided port is',
    ],
    ['{type: LoadBalancer, clusterIP: None, ports: [{port: 80}]}', 'spec.clusterIP: invalid value "None"'],
    ['{clusterIP: somewhere, ports: [{port: 80}]}', 'spec.clusterIP: invalid value "somewhere"'],
    ['{sessionAffinity: Cookie, ports: [{port: 80}]}', 'spec.sessionAffinity: unsupported value "Cookie"'],
    ['{selector: {a: "b c"}, ports: [{port: 80}]}', 'spec.selector.a: invalid value "b c"'],
  ];
  for (const [spec, message] of refused) {
    it(`refuses ${spec}`, async () => {
      const errors = await errorsOf(service(spec));
      assert.ok(errors.length > 0 && errors[0]?.startsWith(message), errors.join('\n') || 'was accepted');
    });
  }

  it('has a name without a digit first', async () => {
    assert.match((await errorsOf(service('{ports: [{port: 80}]}', '1web')))[0] ?? '', /^metadata.name: .*DNS-1035/);
  });
});
