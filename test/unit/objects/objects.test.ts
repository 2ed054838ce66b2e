// The verbs on objects, over the store in memory.
import assert from 'node:assert/strict';
import { decode } from '../../../src/kinds/decode/decode.ts';
import { gatewayKind } from '../../../src/kinds/gateway/kind.ts';
import type { Kind } from '../../../src/kinds/kind.ts';
import { endpointsKind } from '../../../src/kinds/kubernetes/endpoints/kind.ts';
import { namespaceKind } from '../../../src/kinds/kubernetes/namespace/kind.ts';
import { serviceKind } from '../../../src/kinds/kubernetes/service/kind.ts';
import type { Service } from '../../../src/kinds/kubernetes/service.ts';
import type { KubeObject } from '../../../src/kinds/object.ts';
import { findKind } from '../../../src/kinds/registry.ts';
import { Objects } from '../../../src/objects/objects.ts';
import type { WriteOptions, WriteRequest } from '../../../src/objects/write-request.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { documents, gateway, service } from '../../support/manifests.ts';

type Verb = 'create' | 'replace' | 'apply';

describe('objects', () => {
  let store: MemoryStore;
  let objects: Objects;
  let now: Date;
  let uids: number;

  beforeEach(async () => {
    now = new Date('2026-01-02T03:04:05.999Z');
    uids = 0;
    store = new MemoryStore();
    objects = new Objects(store, { now: () => now, newUid: () => `uid-${++uids}`, random: () => 0 });
    await write('create', documents(namespace('default'), namespace('prod')));
  });

  async function write(verb: Verb, text: string, options?: WriteOptions) {
    const requests = (await decode(text, { file: 'test' })).documents.map((one): WriteRequest => {
      const kind = findKind(one.apiVersion, one.kind) as Kind;
      const object = one.object as KubeObject;
      const metadata = { ...(kind.namespaced ? { namespace: 'default' } : {}), ...object.metadata };
      return { verb, kind, object: { ...object, metadata } };
    });
    return objects.write(requests, options);
  }
  const get = (name = 'web', kind = gatewayKind) => objects.get({ kind, namespace: 'default', name });
  const remove = (name: string, kind: Kind = gatewayKind, namespace = 'default') =>
    objects.write([{ verb: 'delete', ref: { kind, namespace, name } }]);

  it('gives a new object its identity, in whole seconds', async () => {
    const { results, revision } = await write('create', gateway());
    const { metadata, apiVersion } = get();
    assert.equal(apiVersion, 'networking.istio.io/v1');
    assert.deepEqual(metadata, {
      name: 'web',
      namespace: 'default',
      uid: 'uid-3',
      creationTimestamp: '2026-01-02T03:04:05Z',
      generation: 1,
      resourceVersion: String(revision),
    });
    assert.equal(results[0]?.outcome, 'created');
    assert.deepEqual(results[0]?.object, get());
  });

  it('takes no identity that the writer made up', async () => {
    const owned = 'name: web\n  uid: mine\n  creationTimestamp: "2001-01-01T00:00:00Z"\n  generation: 77';
    await write('create', gateway().replace('name: web', owned));
    const { uid, creationTimestamp, generation } = get().metadata;
    assert.deepEqual([uid, creationTimestamp, generation], ['uid-3', '2026-01-02T03:04:05Z', 1]);
  });

  it('counts on when the clock was set back: revisions tell the order of writes, and nothing is older than it was', async () => {
    const first = (await write('create', gateway('first'))).revision;
    const born = get('first').metadata.creationTimestamp;
    now = new Date('2020-01-01T00:00:00Z');
    const second = (await write('create', gateway('second'))).revision;
    const third = (await write('replace', gateway('first', 'bar.com'))).revision;
    assert.deepEqual([second, third], [first + 1, first + 2]);
    assert.deepEqual(
      store.changes(first).map(({ key }) => key.name),
      ['second', 'first'],
    );
    assert.equal(get('first').metadata.creationTimestamp, born);
    assert.equal(get('second').metadata.creationTimestamp, '2020-01-01T00:00:00Z');
  });

  it('counts generations of the spec, and revisions of everything', async () => {
    await write('create', gateway());
    now = new Date('2027-01-01T00:00:00Z');
    const before = get().metadata;
    await write('replace', gateway().replace('name: web', 'name: web\n  labels: {a: b}'));
    assert.equal(get().metadata.generation, 1);
    assert.notEqual(get().metadata.resourceVersion, before.resourceVersion);
    await write('replace', gateway('web', 'bar.com'));
    assert.equal(get().metadata.generation, 2);
    assert.equal(get().metadata.uid, before.uid);
    assert.equal(get().metadata.creationTimestamp, before.creationTimestamp);
    assert.equal(get().metadata.labels, undefined, 'replaced as a whole');
  });

  it('does not write what is equal', async () => {
    await write('create', documents(gateway(), service('svc', '\n  type: NodePort')));
    const before = objects.revision();
    const { results } = await write('replace', documents(gateway(), service('svc', '\n  type: NodePort')));
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['unchanged', 'unchanged'],
    );
    assert.equal(objects.revision(), before);
  });

  it('swaps only what is still as it was read', async () => {
    await write('create', gateway());
    const read = get();
    await write('replace', gateway('web', 'first.com'));
    await assert.rejects(objects.write([{ verb: 'replace', kind: gatewayKind, object: read }]), { reason: 'Conflict' });
    const again = get();
    await objects.write([{ verb: 'replace', kind: gatewayKind, object: { ...again, spec: read.spec } }]);
    const stranger = { ...get(), metadata: { ...get().metadata, uid: 'another' } };
    await assert.rejects(objects.write([{ verb: 'replace', kind: gatewayKind, object: stranger }]), {
      reason: 'Conflict',
    });
  });

  it('makes a new identity for what was deleted and comes back', async () => {
    await write('create', gateway());
    await remove('web');
    assert.throws(() => get(), { reason: 'NotFound', message: 'gateways.networking.istio.io "web" not found' });
    await write('create', gateway());
    assert.equal(get().metadata.uid, 'uid-4');
    assert.equal(get().metadata.generation, 1);
  });

  it('writes all of an input or nothing', async () => {
    await write('create', gateway('old'));
    const before = objects.revision();
    await assert.rejects(write('create', documents(gateway('a'), gateway('old'))), { reason: 'AlreadyExists' });
    await assert.rejects(write('replace', documents(gateway('old', 'x.com'), gateway('nope'))), { reason: 'NotFound' });
    await assert.rejects(write('create', documents(gateway('a'), gateway('b', 'x.com', 'nowhere'))), {
      reason: 'NotFound',
    });
    assert.equal(objects.revision(), before);
    assert.deepEqual(
      objects.list(gatewayKind).items.map(({ metadata }) => metadata.name),
      ['old'],
    );
  });

  it('does everything but write in a dry run', async () => {
    const before = objects.revision();
    const { results, revision } = await write('apply', gateway(), { dryRun: true });
    assert.equal(results[0]?.outcome, 'created');
    assert.equal(revision, before);
    assert.throws(() => get(), { reason: 'NotFound' });
  });

  it('lists one namespace or all, in order', async () => {
    await write('create', documents(gateway('b'), gateway('a', 'x.com', 'prod'), gateway('a')));
    const names = (namespaceName?: string) =>
      objects.list(gatewayKind, namespaceName).items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    assert.deepEqual(names(), ['default/a', 'default/b', 'prod/a']);
    assert.deepEqual(names('default'), ['default/a', 'default/b']);
    assert.equal(objects.list(namespaceKind, 'default').items.length, 2, 'kinds without namespace are in none');
  });

  it('deletes a namespace with what is in it, each as a change', async () => {
    await write('create', documents(gateway('a', 'x.com', 'prod'), gateway('b', 'x.com', 'prod'), gateway('c')));
    const before = objects.revision();
    const { results } = await remove('prod', namespaceKind, '');
    assert.equal(results[0]?.contents, 2);
    assert.deepEqual(
      store.changes(before).map(({ type, key }) => `${type} ${key.kind} ${key.name}`),
      ['delete Gateway a', 'delete Gateway b', 'delete Namespace prod'],
    );
    await assert.rejects(remove('default', namespaceKind, ''), { reason: 'Forbidden' });
  });

  it('deletes the Endpoints of a Service with it', async () => {
    const endpoints = 'apiVersion: v1\nkind: Endpoints\nmetadata:\n  name: httpbin\n';
    await write('create', documents(service(), endpoints));
    const { results } = await remove('httpbin', serviceKind);
    assert.deepEqual(
      results.map(({ outcome, ref }) => `${outcome} ${ref.kind.kind}`),
      ['deleted Service', 'deleted Endpoints'],
    );
  });

  it('deletes a Namespace, what lies in it, a Service and its Endpoints in one input, in any order', async () => {
    const endpoints = 'apiVersion: v1\nkind: Endpoints\nmetadata:\n  name: httpbin\n';
    await write('create', documents(service(), endpoints, gateway('a', 'x.com', 'prod')));
    const refs = [
      { kind: namespaceKind, namespace: '', name: 'prod' },
      { kind: gatewayKind, namespace: 'prod', name: 'a' },
      { kind: serviceKind, namespace: 'default', name: 'httpbin' },
      { kind: endpointsKind, namespace: 'default', name: 'httpbin' },
    ];
    const { results } = await objects.write(refs.map((ref) => ({ verb: 'delete', ref })));
    assert.deepEqual(
      results.map(({ outcome, ref }) => `${outcome} ${ref.kind.kind}`),
      ['deleted Gateway', 'deleted Endpoints', 'deleted Service', 'deleted Namespace'],
    );
  });

  it('refuses what an apply would make invalid', async () => {
    const rule = (loadBalancer: string) =>
      `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: web\nspec:\n  host: web\n  trafficPolicy:\n    loadBalancer: ${loadBalancer}\n`;
    await write('create', rule('{simple: RANDOM}'));
    await assert.rejects(write('apply', rule('{consistentHash: {httpHeaderName: x-user}}')), {
      reason: 'Invalid',
      message: /^DestinationRule\.networking\.istio\.io "web" is invalid: spec\.trafficPolicy/,
    });
  });

  it('gives node ports that nobody has, and leaves them', async () => {
    await write('create', documents(service('a', '\n  type: NodePort'), service('b', '\n  type: LoadBalancer')));
    const nodePort = (name: string) => (get(name, serviceKind) as Service).spec?.ports?.[0]?.nodePort;
    const [a, b] = [nodePort('a'), nodePort('b')];
    assert.ok(a !== undefined && b !== undefined && a !== b);
    await write('replace', service('b', '\n  type: LoadBalancer\n  externalTrafficPolicy: Local'));
    assert.equal(nodePort('b'), b);
  });

  it('refuses a node port that another Service has', async () => {
    const withNodePort = (name: string) => service(name, '\n  type: NodePort').concat('    nodePort: 31380\n');
    await write('create', withNodePort('a'));
    await assert.rejects(write('create', withNodePort('b')), {
      message:
        'Service "b" is invalid: spec.ports[0].nodePort: invalid value 31380: provided port is already allocated',
    });
    await write('replace', withNodePort('a'));
  });

  it('yields changes from a revision on, as they happen', async () => {
    const from = objects.revision();
    await write('create', gateway('a'));
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const { type, revision, kind, object } of objects.watch(from, stop.signal)) {
      seen.push(`${type} ${kind.kind} ${object.metadata.name} ${revision - from}`);
      if (seen.length === 1) await write('create', gateway('b'));
      if (seen.length === 2) await remove('a');
      if (seen.length === 3) stop.abort();
    }
    assert.deepEqual(seen, ['put Gateway a 1', 'put Gateway b 2', 'delete Gateway a 3']);
  });

  it('ends a watch that waits when it is told to', async () => {
    const stop = new AbortController();
    const next = objects.watch(objects.revision(), stop.signal)[Symbol.asyncIterator]().next();
    stop.abort();
    assert.equal((await next).done, true);
  });

  it('refuses to watch from a revision that is no longer in the log', async () => {
    await write('create', gateway());
    store.compact(objects.revision());
    const watch = objects.watch(0, new AbortController().signal)[Symbol.asyncIterator]();
    await assert.rejects(watch.next(), { reason: 'Expired' });
  });

  it('notes what was applied, without the note itself', async () => {
    await write('apply', gateway());
    await write('apply', gateway('web', 'bar.com'));
    const note = get().metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration'] ?? '';
    const noted = JSON.parse(note);
    assert.equal(noted.metadata.annotations, undefined);
    assert.deepEqual(noted.spec.servers[0].hosts, ['bar.com']);
    assert.ok(note.endsWith('\n'), 'as kubectl writes it');
  });

  it('shows statuses as the running server makes them, and never stores one', async () => {
    await write('create', service('svc', '\n  type: LoadBalancer'));
    assert.deepEqual(get('svc', serviceKind).status, { loadBalancer: {} });
    assert.equal(Object.hasOwn(store.list({ kind: 'Service' }).objects[0]?.value as object, 'status'), false);
    const sockets = [{ host: '127.0.0.1', port: 31380 }];
    const machine = { isServing: true, servicePorts: [{ namespace: 'default', service: 'svc', port: 80, sockets }] };
    const served = new Objects(store, { now: () => now, machine });
    assert.deepEqual(served.get({ kind: serviceKind, namespace: 'default', name: 'svc' }).status, {
      loadBalancer: { ingress: [{ ip: '127.0.0.1', ports: [{ port: 31380, protocol: 'TCP' }] }] },
    });
  });
});

function namespace(name: string): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;
}
