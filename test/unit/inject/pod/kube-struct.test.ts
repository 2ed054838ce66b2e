import assert from 'node:assert/strict';
import type { GoMap } from '../../../../src/inject/go-template/value.ts';
import { jsonName, KubeStruct } from '../../../../src/inject/pod/kube-struct.ts';
import { podSchemas } from '../../../../src/inject/pod/pod-schema.ts';

describe('Kubernetes objects as structs', () => {
  it('finds the JSON name of a field of Go', () => {
    const names = [
      'Containers',
      'HTTPGet',
      'HostIP',
      'UID',
      'APIVersion',
      'DNSPolicy',
      'TCPSocket',
      'TTY',
      'NFS',
      'HostPID',
    ];
    assert.equal(
      names.map(jsonName).join(' '),
      'containers httpGet hostIP uid apiVersion dnsPolicy tcpSocket tty nfs hostPID',
    );
  });

  it('reads absent fields as zero values, pointers as nil', () => {
    const spec = new KubeStruct({ containers: [{ name: 'a' }] }, podSchemas().spec, 'v1.PodSpec');
    assert.equal(spec.member('ServiceAccountName'), '');
    assert.equal(spec.member('HostNetwork'), false);
    assert.deepEqual(spec.member('Volumes'), []);
    assert.equal(spec.member('Priority'), null);
    assert.equal(spec.member('NoSuchField'), undefined);
    assert.equal((spec.member('NodeSelector') as GoMap).zero, '');
    const container = firstOf(spec, 'Containers');
    assert.equal(container.member('Name'), 'a');
    assert.equal((container.member('Resources') as KubeStruct).isNil, false);
    const context = container.member('SecurityContext') as KubeStruct;
    assert.equal(context.isNil, true);
    assert.throws(() => context.member('Privileged'), /nil pointer/);
  });

  it('gives integers as integers', () => {
    const spec = new KubeStruct(
      { containers: [{ name: 'a', ports: [{ containerPort: 80 }] }] },
      podSchemas().spec,
      'x',
    );
    const port = firstOf(firstOf(spec, 'Containers'), 'Ports');
    assert.equal(port.member('ContainerPort'), 80n);
    assert.deepEqual(port.toPlain(), { containerPort: 80 });
  });
});

function firstOf(struct: KubeStruct, list: string): KubeStruct {
  const [first] = struct.member(list) as KubeStruct[];
  assert.ok(first);
  return first;
}
