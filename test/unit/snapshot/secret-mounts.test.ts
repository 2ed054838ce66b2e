import assert from 'node:assert/strict';
import type { KubeObject } from '../../../src/kinds/object.ts';
import { readCertificateFile } from '../../../src/snapshot/certificate-file.ts';
import { findMountedFile } from '../../../src/snapshot/secret-mounts.ts';
import { buildSnapshot, type SnapshotInput } from '../../../src/snapshot/snapshot.ts';

const workload = 'istio-system/gateway';

function deployment(volumeMounts: readonly object[], volumes: readonly object[]): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'gateway', namespace: 'istio-system' },
    spec: { selector: {}, template: { spec: { containers: [{ name: 'proxy', volumeMounts }], volumes } } },
  };
}

function secret(name: string, data: Readonly<Record<string, string>>): KubeObject {
  const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'istio-system' },
    data: Object.fromEntries(encoded),
  };
}

const snapshotOf = (objects: readonly KubeObject[], files: SnapshotInput['files'] = new Map()) =>
  buildSnapshot({ revision: 1, objects, files });

const certs = deployment(
  [
    { name: 'certs', mountPath: '/etc/certs/' },
    { name: 'items', mountPath: '/etc/certs/deep' },
    { name: 'certs', mountPath: '/etc/one.crt', subPath: 'tls.crt' },
    { name: 'config', mountPath: '/etc/config' },
  ],
  [
    { name: 'certs', secret: { secretName: 'shop', optional: true } },
    { name: 'items', secret: { secretName: 'other', items: [{ key: 'tls.crt', path: 'a/b.crt' }] } },
    { name: 'config', configMap: { name: 'config' } },
  ],
);

describe('a certificate path of a gateway', () => {
  const snapshot = snapshotOf([certs]);
  const cases: readonly (readonly [string, ReturnType<typeof findMountedFile>])[] = [
    ['/etc/certs/tls.crt', { secret: 'istio-system/shop', key: 'tls.crt' }],
    ['/etc/certs/sub/tls.crt', { secret: 'istio-system/shop', key: undefined }],
    ['/etc/certs/../passwd', { secret: 'istio-system/shop', key: undefined }],
    ['/etc/certs/deep/a/b.crt', { secret: 'istio-system/other', key: 'tls.crt' }],
    ['/etc/certs/deep/tls.crt', { secret: 'istio-system/other', key: undefined }],
    ['/etc/one.crt', { secret: 'istio-system/shop', key: 'tls.crt' }],
    ['/etc/certsX/tls.crt', undefined],
    ['/etc/config/tls.crt', undefined],
  ];
  for (const [path, expected] of cases) {
    it(`${path} leads to ${expected === undefined ? 'no Secret' : `key ${expected.key} of ${expected.secret}`}`, () => {
      assert.deepEqual(findMountedFile(snapshot, [workload], path), expected);
    });
  }

  it('is looked for in the workloads of the proxy only', () => {
    assert.equal(findMountedFile(snapshot, ['istio-system/another'], '/etc/certs/tls.crt'), undefined);
  });
});

describe('the file behind a certificate path', () => {
  const path = '/etc/certs/tls.crt';
  const onDisk = new Map([[path, { status: 'read', text: 'from disk' } as const]]);
  const read = (snapshot: ReturnType<typeof snapshotOf>) => readCertificateFile(snapshot, [workload], path);

  it('is that of the mounted Secret first', () => {
    const snapshot = snapshotOf([certs, secret('shop', { 'tls.crt': 'from secret' })], onDisk);
    assert.deepEqual(read(snapshot), { status: 'read', text: 'from secret' });
  });

  it('is that on disk where the Secret or its key does not exist', () => {
    assert.deepEqual(read(snapshotOf([certs], onDisk)), { status: 'read', text: 'from disk' });
    assert.deepEqual(read(snapshotOf([certs, secret('shop', {})], onDisk)), { status: 'read', text: 'from disk' });
  });

  it('is missed with the name of the Secret that would have it', () => {
    const missing = read(snapshotOf([certs]));
    assert.match(missing.status === 'missing' ? missing.problem : '', /Secret shop in istio-system.* does not exist/);
    const noKey = read(snapshotOf([certs, secret('shop', { other: '' })]));
    assert.match(noKey.status === 'missing' ? noKey.problem : '', /has no key tls.crt/);
  });

  it('is missed with what the disk says where no volume has it', () => {
    const files = new Map([[path, { status: 'unusable', problem: 'there is no such file' } as const]]);
    const missing = read(snapshotOf([], files));
    assert.match(missing.status === 'missing' ? missing.problem : '', /there is no such file/);
  });

  it('does not take keys such as __proto__ from thin air', () => {
    const mounts = deployment(
      [{ name: 'v', mountPath: '/etc/certs' }],
      [{ name: 'v', secret: { secretName: 'shop' } }],
    );
    const snapshot = snapshotOf([mounts, secret('shop', {})]);
    assert.equal(readCertificateFile(snapshot, [workload], '/etc/certs/constructor').status, 'missing');
  });
});
