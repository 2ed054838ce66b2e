import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { KubeObject } from '../../../src/kinds/object.ts';
import { StoreSource } from '../../../src/source/store-source.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';

const gateway = (name: string, host = 'a.example.com'): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: { name, namespace: 'default' },
  spec: { servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [host] }] },
});
const policy: KubeObject = {
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'deny', namespace: 'default' },
};

describe('store source', () => {
  let store: MemoryStore;
  let source: StoreSource;
  beforeEach(() => {
    store = new MemoryStore();
    source = new StoreSource(store, { overrides: [], meshConfigText: undefined });
  });
  afterEach(() => source.close());

  const keyOf = ({ apiVersion, kind, metadata }: KubeObject) => ({
    group: apiVersion.split('/')[0] ?? '',
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
  });
  const put = (object: KubeObject) => store.write((transaction) => transaction.put(keyOf(object), object));
  const remove = (object: KubeObject) => store.write((transaction) => transaction.delete(keyOf(object)));
  const names = async () => (await source.read()).snapshot.gateways.map(({ metadata }) => metadata.name);

  it('follows what is written and deleted', async () => {
    put(gateway('a'));
    assert.deepEqual(await names(), ['a']);
    put(gateway('b'));
    remove(gateway('a'));
    assert.deepEqual(await names(), ['b']);
    assert.equal((await source.read()).snapshot.revision, store.revision());
  });

  it('keeps the snapshot while nothing changes, and every object that did not', async () => {
    put(gateway('a'));
    put(gateway('b'));
    const { snapshot: first } = await source.read();
    assert.equal((await source.read()).snapshot, first);
    put(gateway('b', 'b.example.com'));
    const { snapshot: second } = await source.read();
    assert.equal(second.gateways[0], first.gateways[0]);
    assert.notEqual(second.gateways[1], first.gateways[1]);
  });

  it('reads everything again where the log no longer reaches back', async () => {
    put(gateway('a'));
    await source.read();
    put(gateway('b'));
    remove(gateway('a'));
    store.compact(store.revision());
    assert.deepEqual(await names(), ['b']);
  });

  it('says at every read which policies are not enforced', async () => {
    put(policy);
    for (let read = 0; read < 2; read++) {
      const { findings } = await source.read();
      assert.deepEqual(
        findings.map(({ code, severity, resource }) => ({ code, severity, resource })),
        [
          {
            code: 'ICTL0005',
            severity: 'error',
            resource: { kind: 'AuthorizationPolicy', namespace: 'default', name: 'deny' },
          },
        ],
      );
    }
    remove(policy);
    assert.deepEqual((await source.read()).findings, []);
  });
});
