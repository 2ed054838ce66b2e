import assert from 'node:assert/strict';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { KubeObject } from '../../../src/kinds/object.ts';
import { certificatePaths, readDiskFiles } from '../../../src/source/disk-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('certificate paths', () => {
  it('come from Gateways and DestinationRules, once each', () => {
    const objects: KubeObject[] = [
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'Gateway',
        metadata: { name: 'a' },
        spec: {
          servers: [
            { tls: { serverCertificate: '/g/crt', privateKey: '/g/key', caCertificates: '/g/ca', caCrl: '/g/crl' } },
            { tls: { tlsCertificates: [{ serverCertificate: '/g/crt', privateKey: '/g/key2' }] } },
            {},
          ],
        },
      },
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'DestinationRule',
        metadata: { name: 'b' },
        spec: {
          trafficPolicy: {
            tls: { clientCertificate: '/d/crt' },
            portLevelSettings: [{ tls: { caCertificates: '/d/port-ca' } }],
          },
          subsets: [{ name: 's', trafficPolicy: { tls: { privateKey: '/d/subset-key' } } }],
        },
      },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'c' } },
    ];
    assert.deepEqual(certificatePaths(objects), [
      '/d/crt',
      '/d/port-ca',
      '/d/subset-key',
      '/g/ca',
      '/g/crl',
      '/g/crt',
      '/g/key',
      '/g/key2',
    ]);
  });
});

describe('disk files', () => {
  const folder = temporaryFolder();
  const read = (path: string) => readDiskFiles([path], new Map()).get(path);

  it('are read', () => {
    writeFileSync(join(folder(), 'a.crt'), 'pem');
    assert.deepEqual(read(join(folder(), 'a.crt')), { status: 'read', text: 'pem' });
  });

  it('say why they cannot be used', () => {
    mkdirSync(join(folder(), 'dir'));
    writeFileSync(join(folder(), 'big'), '');
    truncateSync(join(folder(), 'big'), 1024 * 1024 + 1);
    const problems = ['nothing', 'dir', 'big', '../x'].map((name) => read(`${folder()}/${name}`));
    assert.deepEqual(problems, [
      { status: 'unusable', problem: 'there is no such file' },
      { status: 'unusable', problem: 'it is not a regular file' },
      { status: 'unusable', problem: 'it is larger than 1 MiB' },
      { status: 'unusable', problem: 'it climbs with ..' },
    ]);
    assert.deepEqual(read('relative.crt'), { status: 'unusable', problem: 'it is not an absolute path' });
    assert.deepEqual(read('/dev/zero'), { status: 'unusable', problem: 'it is not a regular file' });
  });

  it('keep the same entry while their content is the same', () => {
    const path = join(folder(), 'a.crt');
    writeFileSync(path, 'one');
    const first = readDiskFiles([path], new Map());
    assert.equal(readDiskFiles([path], first).get(path), first.get(path));
    writeFileSync(path, 'two');
    assert.notEqual(readDiskFiles([path], first).get(path), first.get(path));
  });
});
