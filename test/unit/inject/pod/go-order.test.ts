import assert from 'node:assert/strict';
import { inGoOrder } from '../../../../src/inject/pod/go-order.ts';

describe('the order of Go', () => {
  it('is that of the declaration for fields, by name for keys of maps, and of lists their own', () => {
    const container = {
      securityContext: { runAsGroup: 2, runAsUser: 1 },
      volumeMounts: [
        { mountPath: '/b', name: 'b' },
        { mountPath: '/a', name: 'a', readOnly: true },
      ],
      resources: { requests: { memory: '1Gi', cpu: '1' }, limits: {} },
      readinessProbe: { periodSeconds: 1, httpGet: { port: 80, path: '/' } },
      args: ['z', 'a'],
      name: 'c',
    };
    assert.equal(
      JSON.stringify(inGoOrder([container])),
      '[{"name":"c","args":["z","a"],"resources":{"limits":{},"requests":{"cpu":"1","memory":"1Gi"}},' +
        '"volumeMounts":[{"name":"b","mountPath":"/b"},{"name":"a","readOnly":true,"mountPath":"/a"}],' +
        '"readinessProbe":{"httpGet":{"path":"/","port":80},"periodSeconds":1},' +
        '"securityContext":{"runAsUser":1,"runAsGroup":2}}]',
    );
  });
});
