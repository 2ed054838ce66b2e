import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ControlServer } from '../../src/control/control-server.ts';
import { configMap, documents, gateway, service, virtualService } from '../support/manifests.ts';
import { type RunOptions, run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('get', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string | readonly string[], options: RunOptions = {}) => run(home(), args, options);
  const text = async (args: string | readonly string[], options: RunOptions = {}) => (await ictl(args, options)).stdout;
  const create = (...texts: string[]) =>
    ictl('create', { stdin: documents(...texts), now: new Date('2026-01-01T00:00:00Z') });

  it("prints kubectl's table", async () => {
    await create(
      virtualService(),
      service('httpbin', '\n  type: NodePort').replace('port: 8000', 'port: 8000\n    nodePort: 30123'),
    );
    assert.equal(await text('get vs'), 'NAME   GATEWAYS   HOSTS   AGE\nweb    ["web"]    ["*"]   27h\n');
    assert.equal(
      await text('get services'),
      'NAME      TYPE       CLUSTER-IP   EXTERNAL-IP   PORT(S)          AGE\nhttpbin   NodePort   <none>       <none>        8000:30123/TCP   27h\n',
    );
  });

  it('knows kinds by every name they have', async () => {
    await create(virtualService());
    for (const type of [
      'vs',
      'virtualservice',
      'virtualservices',
      'VirtualService',
      'virtual-service',
      'virtualservices.networking.istio.io',
    ]) {
      assert.match(await text(`get ${type} web`), /^NAME/, type);
    }
  });

  it('shows one namespace, another, or all', async () => {
    await create(gateway('a'));
    await ictl('create -n istio-system', { stdin: gateway('b') });
    assert.equal(await text('get gw -o name'), 'gateway.networking.istio.io/a\n');
    assert.equal(await text('get gw -n istio-system -o name'), 'gateway.networking.istio.io/b\n');
    assert.match(await text('get gw -A'), /^NAMESPACE +NAME +AGE\ndefault +a +27h\nistio-system +b +/);
  });

  it('shows several kinds, with theirs in the names', async () => {
    await create(gateway(), virtualService());
    assert.equal(
      await text('get gw,vs'),
      'NAME                              AGE\ngateway.networking.istio.io/web   27h\n\n' +
        'NAME                                     GATEWAYS   HOSTS   AGE\nvirtualservice.networking.istio.io/web   ["web"]    ["*"]   27h\n',
    );
    assert.equal((await text('get gw/web vs/web')).split('\n').length, 6);
    assert.match(
      await text('get all'),
      /gateway\.networking\.istio\.io\/web[\s\S]*virtualservice\.networking\.istio\.io\/web/,
    );
  });

  it('shows what is there and fails for what is not', async () => {
    await create(gateway());
    const result = await ictl('get gateway web nope');
    assert.match(result.stdout, /^NAME +AGE\nweb /);
    assert.equal(
      result.stderr,
      'Error: gateways.networking.istio.io "nope" not found\nHint: there is web: see ictl get gateways -n default\n',
    );
    assert.equal(result.exitCode, 4);
  });

  it('says that there is nothing, on standard error', async () => {
    assert.deepEqual(await ictl('get gw'), {
      stdout: '',
      stderr: 'No resources found in default namespace.\n',
      exitCode: 0,
    });
    assert.deepEqual(await ictl('get gw -A'), { stdout: '', stderr: 'No resources found\n', exitCode: 0 });
  });

  it('makes no store by reading', async () => {
    assert.match(await text('get ns'), /^NAME +STATUS +AGE\ndefault +Active +0s\nistio-system +Active +0s\n$/);
    assert.equal(existsSync(home()), false);
  });

  it('selects by labels', async () => {
    await create(configMap('a', {}, { app: 'web', tier: 'x' }), configMap('b', {}, { app: 'api' }), configMap('c', {}));
    const names = async (selector: string) =>
      (await text(['get', 'cm', '-o', 'name', '-l', selector]))
        .trim()
        .replaceAll('configmap/', '')
        .replaceAll('\n', ' ');
    assert.equal(await names('app=web'), 'a');
    assert.equal(await names('app==web,tier=x'), 'a');
    assert.equal(await names('app!=web'), 'b c');
    assert.equal(await names('app in (web, api)'), 'a b');
    assert.equal(await names('app notin (web)'), 'b c');
    assert.equal(await names('app'), 'a b');
    assert.equal(await names('!app'), 'c');
    assert.equal(await names('app in (web,api),tier'), 'a');
    assert.equal((await ictl(['get', 'cm', '-l', 'app=('])).exitCode, 2);
  });

  it('adds columns of labels', async () => {
    await create(configMap('a', {}, { app: 'web', 'x/tier': 'y' }));
    assert.equal(
      await text('get cm -L x/tier --show-labels'),
      'NAME   DATA   AGE   TIER   LABELS\na      0      27h   y      app=web,x/tier=y\n',
    );
    assert.equal(await text('get cm --no-headers'), 'a   0   27h\n');
  });

  it('prints YAML and JSON as kubectl does, one object by itself and others as a List', async () => {
    await create(gateway('a'), gateway('b'));
    const one = parse(await text('get gw a -o yaml'));
    assert.equal(one.apiVersion, 'networking.istio.io/v1');
    assert.equal(one.metadata.name, 'a');
    const list = JSON.parse(await text('get gw -o json'));
    assert.equal(list.kind, 'List');
    assert.deepEqual(
      list.items.map((item: { metadata: { name: string } }) => item.metadata.name),
      ['a', 'b'],
    );
    assert.deepEqual(parse(await text('get gw -o yaml')), list);
    assert.match(
      await text('get gw a -o json'),
      /^\{\n {4}"apiVersion": "networking\.istio\.io\/v1",\n {4}"kind": "Gateway",\n {4}"metadata": \{\n {8}"creationTimestamp"/,
    );
  });

  it('quotes in YAML what an older YAML would take for something else', async () => {
    await create(
      configMap('a', {
        y: 'yes',
        n: 'no',
        on: 'on',
        number: '1e3',
        octal: '0777',
        date: '2026-01-01',
        empty: '',
        null: 'null',
      }),
    );
    const { stdout } = await ictl('get cm a -o yaml');
    const strings = stdout.match(/^ {2}.*: "(.*)"$/gm) ?? [];
    assert.ok(strings.length >= 8, stdout);
  });

  it('shows a version that is asked for', async () => {
    await create(gateway());
    assert.equal(
      await text(['get', 'gateways.v1alpha3.networking.istio.io', 'web', '-o', 'jsonpath={.apiVersion}']),
      'networking.istio.io/v1alpha3',
    );
  });

  it('evaluates JSONPath templates', async () => {
    await create(gateway('a'), gateway('b'));
    assert.equal(await text(['get', 'gw', '-o', 'jsonpath={.items[*].metadata.name}']), 'a b');
    assert.equal(await text(['get', 'gw', 'a', '-o', 'jsonpath={.metadata.name}']), 'a');
    assert.equal((await ictl(['get', 'gw', '-o', 'jsonpath={.items['])).exitCode, 2);
  });

  it('has the Pods and node ports of the gateways', async () => {
    const args = [
      'get',
      '-n',
      'istio-system',
      'po',
      '-l',
      'istio=ingressgateway',
      '-o',
      'jsonpath={.items[0].status.hostIP}',
    ];
    assert.equal(await text(args), '127.0.0.1');
    assert.match(await text('get -n istio-system svc istio-ingressgateway'), /80:31380\/TCP,443:31390\/TCP/);
    assert.match(await text('get -n istio-system svc istio-ingress'), /80:32080\/TCP,443:32443\/TCP/);
    const pods = (await text('get po -n istio-system -o name')).trim().split('\n');
    assert.match(await text(`get ${pods[0]} -n istio-system`), /0\/1 +Pending/);
  });

  it('shows where a running server is reached', async () => {
    await create(
      'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: simple\n  annotations:\n    kubernetes.io/ingress.class: istio\nspec:\n  rules:\n  - http:\n      paths:\n      - path: /status/*\n        backend:\n          serviceName: httpbin\n          servicePort: 8000\n',
    );
    assert.match(await text('get ing'), /^NAME +CLASS +HOSTS +ADDRESS +PORTS +AGE\nsimple +<none> +\* +80 +27h\n$/);
    const server = await ControlServer.listen(home(), {
      poke: () => undefined,
      waitForRevision: async (revision) => ({ isReached: true, revision }),
      status: () => ({
        pid: 1,
        version: '0',
        revision: 1,
        isReady: true,
        source: 'store',
        servicePorts: [
          {
            namespace: 'istio-system',
            service: 'istio-ingressgateway',
            port: 80,
            sockets: [{ host: '127.0.0.1', port: 31380 }],
          },
        ],
        findings: [],
      }),
      config: async () => ({ dump: undefined, clusters: [], workloads: [] }),
      drain: async () => 0,
      failHealthCheck: () => undefined,
      stop: () => undefined,
    });
    try {
      assert.match(await text('get ing'), /simple +<none> +\* +127\.0\.0\.1 +80 +27h\n$/);
      assert.match(await text('get ing -o wide'), /127\.0\.0\.1:31380/);
      assert.match(await text('get svc -n istio-system istio-ingressgateway -o wide'), /127\.0\.0\.1:31380/);
      assert.match(await text('get po -n istio-system'), /1\/1 +Running/);
      assert.match((await ictl('create --wait', { stdin: gateway() })).stdout, /\nIn force: revision \d+\n$/);
    } finally {
      await server.close();
    }
  });

  it('never lets control characters of values reach a terminal', async () => {
    const value = 'a\u001b]0;x\u0007\u001b[2J\u202e\u009b31m';
    await create(configMap('evil', { v: value }), configMap('b', {}, {}));
    const unsafe = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;
    for (const format of ['yaml', 'json']) {
      const { stdout } = await ictl(`get cm evil -o ${format}`, { isTTY: true });
      assert.doesNotMatch(stdout, unsafe);
      assert.equal(parse(stdout).data.v, value, 'and reads as the same text');
    }
    const args = ['get', 'cm', 'evil', '-o', 'jsonpath={.data.v}'];
    assert.doesNotMatch(await text(args, { isTTY: true }), unsafe);
    assert.equal(await text(args), value, 'a pipe gets the bytes');
    assert.doesNotMatch((await ictl(['get', 'cm', value], { isTTY: true, env: { NO_COLOR: '1' } })).stderr, unsafe);
  });

  const refusals: readonly [string, RegExp][] = [
    ['get', /specify the type of resource to get/],
    ['get foos', /configuration type foos not found\nHint: the types are gateways \(gw\)/],
    ['get gatway', /configuration type gatway not found, did you mean gateway\?/],
    ['get gw -o xml', /unknown output format xml\nHint: the formats are wide, yaml/],
    ['get gw web -A', /a resource cannot be retrieved by name across all namespaces/],
    ['get gw web -l a=b', /a selector and names exclude each other/],
    ['get gw/a vs', /"vs" is not of the form TYPE\/NAME/],
    ['get gw --bogus', /Error: unknown flag: --bogus/],
  ];
  for (const [args, message] of refusals) {
    it(`refuses ${args}`, async () => {
      const { stderr, exitCode, stdout } = await ictl(args);
      assert.match(stderr, message);
      assert.equal(stdout, '');
      assert.equal(exitCode, 2);
    });
  }
});
