import assert from 'node:assert/strict';
import { configMapKind } from '../../../src/kinds/kubernetes/config-map/kind.ts';
import { namespaceKind } from '../../../src/kinds/kubernetes/namespace/kind.ts';
import { serviceKind } from '../../../src/kinds/kubernetes/service/kind.ts';
import type { KubeObject } from '../../../src/kinds/object.ts';
import { followObjects, type ObjectChange } from '../../../src/objects/follow-objects.ts';
import { idleMachine, type Machine } from '../../../src/objects/machine.ts';
import { Objects } from '../../../src/objects/objects.ts';
import type { ObjectSelection } from '../../../src/objects/write-request.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';

const all: ObjectSelection = { kind: configMapKind, namespace: 'default', matches: () => true };

describe('following objects', () => {
  let store: MemoryStore;
  let objects: Objects;
  let stop: AbortController;

  beforeEach(async () => {
    store = new MemoryStore();
    objects = new Objects(store, { now: () => new Date('2026-01-01T00:00:00Z') });
    stop = new AbortController();
    const names = ['default', 'prod'];
    await objects.write(
      names.map((name) => ({
        verb: 'create',
        kind: namespaceKind,
        object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      })),
    );
  });
  afterEach(() => stop.abort());

  const configMap = (name: string, data = {}, namespace = 'default'): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data,
  });
  const apply = (...many: KubeObject[]) =>
    objects.write(many.map((object) => ({ verb: 'apply', kind: configMapKind, object })));
  const remove = (name: string) =>
    objects.write([{ verb: 'delete', ref: { kind: configMapKind, namespace: 'default', name } }]);

  function follow(selection = all, machines?: (signal: AbortSignal) => AsyncIterable<Machine>): () => Promise<string> {
    const from = objects.list(selection.kind, selection.namespace);
    const changes = followObjects(
      objects,
      selection,
      machines === undefined ? { from } : { from, machines },
      stop.signal,
    );
    return async () => {
      const { done, value } = await changes.next();
      return done === true ? 'end' : changeText(value);
    };
  }

  it('tells of each change once, of this kind and namespace', async () => {
    await apply(configMap('a'));
    const next = follow();
    await apply(configMap('a', { x: '1' }), configMap('b', {}, 'prod'), configMap('c'));
    await remove('a');
    assert.deepEqual([await next(), await next(), await next()], ['MODIFIED a', 'ADDED c', 'DELETED a']);
    stop.abort();
    assert.equal(await next(), 'end');
  });

  it('compares with the list where the log no longer reaches back', async () => {
    await apply(configMap('a'), configMap('b'), configMap('c'));
    const next = follow();
    await apply(configMap('b', { x: '1' }), configMap('d'));
    await remove('a');
    store.compact(store.revision());
    assert.deepEqual([await next(), await next(), await next()], ['DELETED a', 'MODIFIED b', 'ADDED d']);
    await apply(configMap('e'));
    assert.equal(await next(), 'ADDED e');
  });

  it('tells what the machine makes of a status', async () => {
    const spec = { type: 'LoadBalancer', ports: [{ name: 'http', port: 80 }] };
    const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'default' }, spec };
    await objects.write([{ verb: 'create', kind: serviceKind, object }]);
    const sockets = [{ host: '127.0.0.1', port: 8080 }];
    const serving: Machine = {
      isServing: true,
      servicePorts: [{ namespace: 'default', service: 's', port: 80, sockets }],
    };
    async function* machines(): AsyncGenerator<Machine> {
      yield serving;
      yield serving;
    }
    const next = follow({ ...all, kind: serviceKind }, machines);
    assert.equal(await next(), 'MODIFIED s');
    stop.abort();
    assert.equal(await next(), 'end');
  });

  it('passes on what else goes wrong', async () => {
    async function* machines(): AsyncGenerator<Machine> {
      yield idleMachine;
      throw new Error('no machine');
    }
    await assert.rejects(follow(all, machines)(), /no machine/);
  });
});

function changeText({ type, object }: ObjectChange): string {
  return `${type} ${object.metadata.name}`;
}
