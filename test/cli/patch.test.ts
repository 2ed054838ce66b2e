import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configMap, documents, gateway, service } from '../support/manifests.ts';
import { type RunOptions, type RunResult, run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const deployment = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          { name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] },
          { name: 'log', image: 'log:1' },
        ],
      },
    },
  },
});

describe('patch', () => {
  const folder = temporaryFolder();
  const ictl = (args: string | readonly string[], options: RunOptions = {}) =>
    run(join(folder(), 'home'), args, { cwd: folder(), ...options });
  const patch = (what: string, value: unknown, ...more: string[]) =>
    ictl(['patch', ...what.split(' '), '-p', typeof value === 'string' ? value : JSON.stringify(value), ...more]);
  const read = async (what: string) => JSON.parse((await ictl(`get ${what} -o json`)).stdout);
  const create = (...texts: string[]) => ictl('create', { stdin: documents(...texts) });

  it('merges into an object, and says at which revision', async () => {
    await create(gateway());
    const before = await read('gw web');
    const result = await patch('gw web', { metadata: { labels: { app: 'web' } } });
    assert.deepEqual({ ...result, stdout: '' }, { stdout: '', stderr: '', exitCode: 0 });
    assert.match(result.stdout, /^Updated config gateway\/default\/web to revision \d+\n$/);
    const after = await read('gw web');
    assert.deepEqual(after.metadata.labels, { app: 'web' });
    assert.deepEqual(after.spec, before.spec);
    assert.equal(after.metadata.uid, before.metadata.uid);
    assert.match((await patch('gw web', { metadata: { labels: { app: 'web' } } })).stdout, /^Unchanged config gateway/);
  });

  it('takes YAML, and a file', async () => {
    await create(gateway());
    writeFileSync(join(folder(), 'p.yaml'), 'metadata:\n  labels: {a: b}\n');
    assert.equal((await ictl('patch gateway/web --patch-file p.yaml')).exitCode, 0);
    assert.equal((await patch('gw web', 'metadata: {labels: {c: "1"}}')).exitCode, 0);
    assert.deepEqual((await read('gw web')).metadata.labels, { a: 'b', c: '1' });
  });

  it("merges lists of Kubernetes' kinds by their keys, and replaces them on demand", async () => {
    await create(deployment, service());
    const spec = (containers: unknown) => ({ spec: { template: { spec: { containers } } } });
    await patch('deployment web', spec([{ name: 'web', image: 'web:2' }]));
    const { containers } = (await read('deployment web')).spec.template.spec;
    const shown = containers.map(({ name, image }: { name: string; image: string }) => `${name} ${image}`);
    assert.deepEqual(shown, ['web web:2', 'log log:1']);
    await patch('deployment web', spec([{ name: 'only', image: 'x' }]), '--type', 'merge');
    assert.equal((await read('deployment web')).spec.template.spec.containers.length, 1);
    await patch('svc httpbin', { spec: { ports: [{ port: 9000, name: 'grpc' }] } });
    assert.deepEqual(
      (await read('svc httpbin')).spec.ports.map(({ port }: { port: number }) => port),
      [9000, 8000],
    );
  });

  it('carries out JSON patches, whose tests decide', async () => {
    await create(gateway());
    const operations = (host: string) => [
      { op: 'test', path: '/spec/servers/0/hosts/0', value: host },
      { op: 'replace', path: '/spec/servers/0/hosts/0', value: 'b.example.com' },
    ];
    assert.equal((await patch('gw web', operations('foo.bar.com'), '--type', 'json')).exitCode, 0);
    assert.deepEqual((await read('gw web')).spec.servers[0].hosts, ['b.example.com']);
    failed(
      await patch('gw web', operations('foo.bar.com'), '--type=json'),
      4,
      'operation 0 (test /spec/servers/0/hosts/0) of the JSON patch: the value is "b.example.com", not "foo.bar.com"',
    );
    failed(await patch('gw web', [{ op: 'remove', path: '/spec/x' }], '--type=json'), 3, 'there is no field "x"');
  });

  it('patches in the version that was asked for', async () => {
    await create(`apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: old}
spec:
  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]
`);
    const operation = [{ op: 'replace', path: '/spec/rules/0/http/paths/0/backend/serviceName', value: 'b' }];
    assert.equal((await patch('ingresses.v1beta1.extensions old', operation, '--type=json')).exitCode, 0);
    assert.equal((await read('ing old')).spec.rules[0].http.paths[0].backend.service.name, 'b');
  });

  it('checks what comes out, and writes nothing of what is wrong', async () => {
    await create(gateway('a'), gateway('b'));
    failed(
      await patch('gw a', { spec: { server: [] } }),
      3,
      'Gateway.networking.istio.io "a" is invalid: spec.server: unknown field',
    );
    failed(await patch('gw a', { spec: { servers: null } }), 3, 'gateway must have at least one server');
    failed(await patch('gw a c', { metadata: { labels: { x: 'y' } } }), 4, '"c" not found');
    assert.equal((await read('gw a')).metadata.labels, undefined);
  });

  it('lets nobody change what an object is known by', async () => {
    await create(gateway());
    failed(await patch('gw web', { metadata: { name: 'x' } }), 3, 'metadata.name may not be changed from "web" to "x"');
    failed(await patch('gw web', { metadata: { namespace: 'x' } }), 3, 'metadata.namespace may not be changed');
    failed(await patch('gw web', { kind: 'VirtualService' }), 3, 'kind');
  });

  it('takes a resourceVersion for a precondition', async () => {
    await create(gateway());
    const { resourceVersion } = (await read('gw web')).metadata;
    const labelled = (app: string) => ({ metadata: { resourceVersion, labels: { app } } });
    assert.equal((await patch('gw web', labelled('a'))).exitCode, 0);
    failed(await patch('gw web', labelled('b')), 4, 'the object has been modified');
  });

  it('says what it would do, and prints what would be stored', async () => {
    await create(gateway());
    const value = { metadata: { labels: { app: 'web' } } };
    assert.match((await patch('gw web', value, '--dry-run')).stdout, /^Updated config .* \(dry run\)\n$/);
    assert.equal((await patch('gw web', value, '--dry-run', '-o', 'jsonpath={.metadata.labels.app}')).stdout, 'web');
    assert.equal(
      (await patch('gw web', value, '--dry-run=server', '-o', 'name')).stdout,
      'gateway.networking.istio.io/web\n',
    );
    assert.equal((await read('gw web')).metadata.labels, undefined);
  });

  it('patches what a file names', async () => {
    await create(gateway('a'), gateway('b'));
    writeFileSync(join(folder(), 'gw.yaml'), documents(gateway('a'), gateway('b')));
    const result = await ictl(['patch', '-f', 'gw.yaml', '-p', '{"metadata": {"labels": {"x": "y"}}}']);
    assert.equal(result.stdout.split('\n').length, 3);
    assert.deepEqual((await read('gw b')).metadata.labels, { x: 'y' });
  });

  it('refuses what is no patch', async () => {
    await create(gateway(), configMap('c', {}));
    failed(await ictl('patch gw web'), 2, 'a patch is missing');
    failed(await ictl('patch gw web -p {} --patch-file x'), 2, '--patch and --patch-file exclude each other');
    failed(await ictl('patch gw web --patch-file nope.yaml'), 3, 'open nope.yaml: no such file or directory');
    failed(await patch('gw web', '{"a": '), 3, '--patch:1:');
    failed(await patch('gw web', '{"a": 1, "a": 2}'), 3, 'a');
    failed(await patch('gw web', '# nothing'), 3, '--patch is empty');
    failed(await patch('gw web', '{a: 1}\n---\n{b: 1}'), 3, 'holds 2 documents');
    failed(await patch('gw web', []), 3, 'a merge patch is a map');
    failed(await patch('gw web', {}, '--type=json'), 3, 'a JSON patch is a list of operations');
    failed(
      await patch('gw web', {}, '--type=strategic'),
      2,
      "gateways.networking.istio.io takes no strategic merge patch: only Kubernetes' own kinds do",
    );
    failed(await patch('gw web', {}, '--type=apply'), 2, 'Allowed choices are strategic, merge, json');
    failed(await patch('gw web', {}, '--subresource=status'), 2, 'patch takes no --subresource');
    failed(await patch('gw', {}), 2, 'provide configuration type and name');
    failed(await patch('po x', {}), 3, 'Pods are derived from Deployments');
  });

  it('warns of what is not enforced', async () => {
    await create(
      'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: d}\nspec: {host: a.com}\n',
    );
    const connectionPool = { tcp: { tcpKeepalive: { probes: 3 } } };
    const result = await patch('dr d', { spec: { trafficPolicy: { connectionPool } } });
    assert.equal(result.exitCode, 0);
    assert.match(result.stderr, /^warning: DestinationRule default\/d: spec\.trafficPolicy\.connectionPool\.tcp\./);
  });
});

function failed({ exitCode, stderr }: RunResult, expected: number, message: string): void {
  assert.ok(stderr.includes(message), stderr);
  assert.equal(exitCode, expected);
}
