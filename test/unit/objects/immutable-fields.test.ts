// What an API server never lets change, over the store in memory.
import assert from 'node:assert/strict';
import { decode } from '../../../src/kinds/decode/decode.ts';
import type { Kind } from '../../../src/kinds/kind.ts';
import type { KubeObject } from '../../../src/kinds/object.ts';
import { findKind } from '../../../src/kinds/registry.ts';
import { ApiError } from '../../../src/lib/errors.ts';
import { Objects } from '../../../src/objects/objects.ts';
import type { WriteRequest } from '../../../src/objects/write-request.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';

const pods = (label: string, policy = 'Always', image = 'i'): string =>
  `{metadata: {labels: {a: ${label}, kept: 'yes'}}, spec: {restartPolicy: ${policy}, containers: [{name: c, image: ${image}}]}}`;
const apps = (kind: string, rest: string): string =>
  `{apiVersion: apps/v1, kind: ${kind}, metadata: {name: x}, spec: ${rest}}`;
const selected = (key: string, value: string): string =>
  `{selector: {matchLabels: {${key}: ${value}}}, template: ${pods('b')}}`;
const core = (kind: string, rest: string): string => `{apiVersion: v1, kind: ${kind}, metadata: {name: x}, ${rest}}`;
const job = (rest: string, image = 'i'): string =>
  `{apiVersion: batch/v1, kind: Job, metadata: {name: x}, spec: {${rest} template: ${pods('b', 'Never', image)}}}`;
const binding = (role: string): string =>
  `{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x}, roleRef: {kind: Role, name: ${role}}}`;

interface Change {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** Absent: the change is allowed. */
  readonly refusal?: RegExp;
}

const changes: readonly Change[] = [
  ...['DaemonSet', 'ReplicaSet'].map((kind) => ({
    what: `the selector of a ${kind}`,
    from: apps(kind, selected('a', 'b')),
    to: apps(kind, selected('kept', "'yes'")),
    refusal: /spec\.selector: invalid value .*: field is immutable/,
  })),
  {
    what: 'the service of a StatefulSet',
    from: apps('StatefulSet', `{serviceName: a, selector: {matchLabels: {a: b}}, template: ${pods('b')}}`),
    to: apps('StatefulSet', `{serviceName: b, selector: {matchLabels: {a: b}}, template: ${pods('b')}}`),
    refusal: /spec: forbidden: updates to statefulset spec for fields other than 'replicas', .* are forbidden/,
  },
  {
    what: 'the image of a StatefulSet',
    from: apps('StatefulSet', `{selector: {matchLabels: {a: b}}, template: ${pods('b')}}`),
    to: apps('StatefulSet', `{replicas: 2, selector: {matchLabels: {a: b}}, template: ${pods('b', 'Always', 'j')}}`),
  },
  {
    what: 'the selector of a Deployment',
    from: apps('Deployment', selected('a', 'b')),
    to: apps('Deployment', selected('kept', "'yes'")),
  },
  {
    what: 'the pods of a Job',
    from: job(''),
    to: job('', 'j'),
    refusal: /spec\.template: invalid value .* field is immutable/,
  },
  { what: 'the pods of a suspended Job', from: job('suspend: true,'), to: job('suspend: true,', 'j') },
  { what: 'how many of a Job', from: job('completions: 1,'), to: job('completions: 2,'), refusal: /spec\.completions/ },
  {
    what: 'the role of a RoleBinding',
    from: binding('a'),
    to: binding('b'),
    refusal: /roleRef: .*: cannot change roleRef/,
  },
  {
    what: 'the type of a Secret',
    from: core('Secret', 'type: a'),
    to: core('Secret', 'type: b'),
    refusal: /type: invalid value "b": field is immutable/,
  },
  {
    what: 'the data of an immutable Secret',
    from: core('Secret', 'immutable: true, stringData: {a: b}'),
    to: core('Secret', 'immutable: true, stringData: {a: c}'),
    refusal: /data: forbidden: field is immutable when `immutable` is set/,
  },
  {
    what: 'the immutability of a ConfigMap',
    from: core('ConfigMap', 'immutable: true, data: {a: b}'),
    to: core('ConfigMap', 'data: {a: b}'),
    refusal: /immutable: forbidden/,
  },
  {
    what: 'the data of a ConfigMap',
    from: core('ConfigMap', 'data: {a: b}'),
    to: core('ConfigMap', 'immutable: true, data: {a: c}'),
  },
  {
    what: 'the cluster IP of a Service',
    from: core('Service', 'spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}'),
    to: core('Service', 'spec: {clusterIP: 10.0.0.2, ports: [{port: 80}]}'),
    refusal: /spec\.clusterIPs\[0\]: invalid value \["10.0.0.2"\]: may not change once set/,
  },
  {
    what: 'a Service into a headless one',
    from: core('Service', 'spec: {ports: [{port: 80}]}'),
    to: core('Service', 'spec: {clusterIP: None, ports: [{port: 80}]}'),
    refusal: /may not change once set/,
  },
  {
    what: 'a Service that leaves its cluster IP out',
    from: core('Service', 'spec: {clusterIP: None}'),
    to: core('Service', 'spec: {sessionAffinity: None, ports: [{port: 80}]}'),
  },
  {
    what: 'a Service into a name',
    from: core('Service', 'spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}'),
    to: core('Service', 'spec: {type: ExternalName, externalName: a.example}'),
  },
  {
    what: 'the controller of an IngressClass',
    from: '{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: x}, spec: {controller: a.io/b}}',
    to: '{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: x}, spec: {controller: a.io/c}}',
    refusal: /spec\.controller: .* field is immutable/,
  },
  {
    what: 'the family of an EndpointSlice',
    from: '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: x}, addressType: IPv4}',
    to: '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: x}, addressType: IPv6}',
    refusal: /addressType: .* field is immutable/,
  },
];

describe('a field that never changes', () => {
  let objects: Objects;

  beforeEach(async () => {
    objects = new Objects(new MemoryStore(), { now: () => new Date(0), random: () => 0 });
    await write('create', '{apiVersion: v1, kind: Namespace, metadata: {name: default}}');
  });

  async function write(verb: 'create' | 'replace', text: string): Promise<KubeObject | undefined> {
    const requests = (await decode(text, { file: 'test' })).documents.map((one): WriteRequest => {
      assert.deepEqual(
        one.problems.filter(({ severity }) => severity === 'error'),
        [],
      );
      const kind = findKind(one.apiVersion, one.kind) as Kind;
      const object = one.object as KubeObject;
      const metadata = kind.namespaced ? { ...object.metadata, namespace: 'default' } : object.metadata;
      return { verb, kind, object: { ...object, metadata } };
    });
    return (await objects.write(requests)).results[0]?.object;
  }

  for (const { what, from, to, refusal } of changes) {
    it(`${refusal === undefined ? 'does not keep' : 'keeps'} ${what}`, async () => {
      await write('create', from);
      if (refusal === undefined) await write('replace', to);
      else {
        await assert.rejects(
          write('replace', to),
          (error) => error instanceof ApiError && error.reason === 'Invalid' && refusal.test(error.message),
        );
      }
    });
  }

  it('is kept for a Service that leaves its cluster IP out', async () => {
    await write('create', core('Service', 'spec: {clusterIP: None}'));
    const replaced = await write('replace', core('Service', 'spec: {sessionAffinity: None, ports: [{port: 80}]}'));
    const spec = replaced?.spec as { readonly clusterIP?: string } | undefined;
    assert.equal(spec?.clusterIP, 'None');
  });
});
