// What did not change is the same object in the next config: caches and the delta live on that.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { diff } from '../../../src/envoy/diff.ts';
import { share } from '../../../src/envoy/share.ts';
import { packagePath } from '../../../src/lib/package-root.ts';
import { translateText } from '../../support/translate-text.ts';

const base = ['base-services.yaml', 'base-routes.yaml'].map((name) =>
  readFileSync(packagePath('test', 'translate', name), 'utf8'),
);

function virtualService(host: string, path: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${host.split('.')[0]}}
spec:
  hosts: [${host}]
  gateways: [edge]
  http:
  - match: [{uri: {prefix: ${path}}}]
    route: [{destination: {host: catalog}}]
`;
}

async function configOf(...texts: readonly string[]) {
  return (await translateText(...base, ...texts)).config;
}

describe('two translations', () => {
  it('of the same are equal, and so the same when shared', async () => {
    const first = await configOf(virtualService('a.example.org', '/a'));
    assert.equal(share(first, await configOf(virtualService('a.example.org', '/a'))), first);
  });

  it('of a store with one VirtualService changed differ in its virtual host only', async () => {
    const b = virtualService('b.example.org', '/b');
    const last = { config: await configOf(virtualService('a.example.org', '/a'), b), secrets: [] };
    const changed = share(last.config, await configOf(virtualService('a.example.org', '/changed'), b));
    const delta = diff(2, last, { config: changed, secrets: last.secrets });
    const names = delta.routes.changed.map(({ virtualHosts }) => virtualHosts.changed.map(({ name }) => name));
    assert.deepEqual(names, [['a.example.org:80']]);
    assert.deepEqual(
      [delta.listeners, delta.clusters, delta.endpoints].map(({ changed: list }) => list.length),
      [0, 0, 0],
    );
  });

  it('do not depend on the order in which objects are given', async () => {
    const [a, b] = [virtualService('a.example.org', '/a'), virtualService('b.example.org', '/b')];
    assert.deepEqual(await configOf(a, b), await configOf(b, a));
  });
});
