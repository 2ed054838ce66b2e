// create, replace, apply and delete: what they print, what they refuse, their exit codes. The situations are those of
// istioctl's own commands.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configMap, documents, gateway, service, virtualService } from '../support/manifests.ts';
import { type RunOptions, type RunResult, run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('commands that write', () => {
  const folder = temporaryFolder();
  const ictl = (args: string | readonly string[], stdin?: string, options: RunOptions = {}) =>
    run(join(folder(), 'home'), args, { cwd: folder(), ...(stdin === undefined ? {} : { stdin }), ...options });

  describe('create', () => {
    it('says what it made and at which revision', async () => {
      const result = await ictl('create -f -', documents(gateway(), virtualService(), service()));
      succeeded(result);
      assert.match(
        result.stdout,
        /^Created config gateway\/default\/web at revision \d+\nCreated config virtual-service\/default\/web at revision \d+\nCreated config service\/default\/httpbin at revision \d+\n$/,
      );
    });

    it('reads a pipe when nothing is named', async () => {
      succeeded(await ictl('create', gateway()));
    });

    it('reads files, folders and standard input in the order in which they are named', async () => {
      mkdirSync(join(folder(), 'dir', 'sub'), { recursive: true });
      writeFileSync(join(folder(), 'dir', 'b.yaml'), gateway('b'));
      writeFileSync(join(folder(), 'dir', 'a.yml'), gateway('a'));
      writeFileSync(join(folder(), 'dir', 'sub', 'c.json'), configMap('c', {}));
      writeFileSync(join(folder(), 'dir', 'README.md'), 'no manifest');
      writeFileSync(join(folder(), 'z.yaml'), gateway('z'));
      const result = await ictl('create -f z.yaml -f - -f dir', gateway('stdin'));
      succeeded(result);
      assert.deepEqual(
        [...result.stdout.matchAll(/default\/(\S+)/g)].map(([, name]) => name),
        ['z', 'stdin', 'a', 'b', 'c'],
      );
    });

    it('refuses what exists', async () => {
      await ictl('create', gateway());
      failed(await ictl('create', gateway()), 4, 'Error: gateways.networking.istio.io "web" already exists\n');
    });

    it('writes nothing of an input of which one object is refused', async () => {
      await ictl('create', gateway('old'));
      failed(await ictl('create', documents(gateway('new'), gateway('old'))), 4, 'already exists');
      failed(await ictl('create', documents(gateway('new'), 'kind: Gateway')), 3, 'nothing was written');
      assert.equal((await ictl('get gw new')).exitCode, 4);
    });

    it('refuses arguments, and guesses the file that was meant', async () => {
      const result = await ictl('create gateway.yaml');
      failed(result, 2, 'Error: create takes no arguments\n');
      assert.match(result.stderr, /ictl create -f gateway\.yaml/);
    });

    it('asks for a file where standard input is a terminal', async () => {
      failed(await ictl('create'), 2, 'Error: filename not specified (see --file or -f)\n');
    });

    it('says which file cannot be read', async () => {
      failed(await ictl('create -f /nonexist'), 3, 'Error: open /nonexist: no such file or directory\n');
    });

    for (const [name, text] of Object.entries({ nothing: '', comments: '# a\n# b\n', 'a separator': '---\n' })) {
      it(`finds nothing to create in ${name}`, async () => {
        failed(await ictl('create', text), 3, 'Error: nothing to create\n');
      });
    }

    it('names place, object and field of what it refuses, and the nearest known name', async () => {
      writeFileSync(join(folder(), 'gw.yaml'), gateway().replace('number:', 'nuber:'));
      const result = await ictl('create -f gw.yaml');
      failed(result, 3, 'nothing was written');
      assert.match(result.stderr, /^gw\.yaml:10:\d+: error: Gateway web: .*nuber.*number/m);
      assert.equal(result.stdout, '');
    });

    it('refuses a kind that nobody knows, and guesses', async () => {
      const result = await ictl('create', gateway().replace('kind: Gateway', 'kind: Gatway'));
      failed(result, 3, 'kind Gatway is not known, did you mean Gateway?');
      assert.match(result.stderr, /\[ICTL0007\]/);
    });

    it('names the versions of a kind that is in another group', async () => {
      failed(
        await ictl('create', gateway().replace('networking.istio.io/v1alpha3', 'v1')),
        3,
        'use networking.istio.io/v1',
      );
    });

    it('refuses YAML that is none with its place', async () => {
      failed(await ictl('create', 'spec: [1'), 3, '<stdin>:1:');
    });

    it('says how to make a namespace that is missing', async () => {
      const result = await ictl('create', gateway('web', 'foo.bar.com', 'staging'));
      failed(result, 4, 'Error: namespaces "staging" not found\n');
      assert.match(result.stderr, /ictl create namespace staging/);
    });

    it('takes a namespace and what lies in it in any order', async () => {
      const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: staging\n';
      succeeded(await ictl('create', documents(gateway('web', 'foo.bar.com', 'staging'), namespace)));
    });

    it('refuses a namespace that contradicts -n', async () => {
      failed(
        await ictl('create -n default', gateway('web', 'foo.bar.com', 'other')),
        3,
        `Error: the namespace from the provided object "other" does not match the namespace "default". You must pass '--namespace=other' to perform this operation\n`,
      );
    });

    it('puts what names no namespace into that of -n', async () => {
      const result = await ictl('create -n istio-system', gateway());
      assert.match(result.stdout, /gateway\/istio-system\/web/);
      assert.match((await ictl('-n istio-system create', gateway('b'))).stdout, /gateway\/istio-system\/b/);
    });

    it('makes up a name where only its beginning is given', async () => {
      const result = await ictl('create', gateway().replace('name: web', 'generateName: web-'));
      assert.match(result.stdout, /gateway\/default\/web-[a-z0-9]{5} /);
    });

    it('refuses policies that nothing would enforce, unless told to take them', async () => {
      const policy = 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata:\n  name: deny\nspec: {}\n';
      const result = await ictl('create', policy);
      failed(result, 3, 'would not be enforced');
      assert.match(result.stderr, /--allow-unenforced/);
      const stored = await ictl('create --allow-unenforced', policy);
      assert.equal(stored.exitCode, 0);
      assert.match(stored.stderr, /error: AuthorizationPolicy .*does not enforce AuthorizationPolicy.*\[ICTL0005\]/);
    });

    it('verifies everything in a dry run and writes nothing', async () => {
      const result = await ictl('create --dry-run', gateway());
      succeeded(result);
      assert.match(result.stdout, /^Created config gateway\/default\/web .*\(dry run\)\n$/);
      assert.equal((await ictl('get gw web')).exitCode, 4);
      await ictl('create', gateway());
      failed(await ictl('create --dry-run', gateway()), 4, 'already exists');
    });

    it('prints the objects instead, where it is asked to', async () => {
      assert.equal((await ictl('create -o name', gateway('a'))).stdout, 'gateway.networking.istio.io/a\n');
      const { stdout } = await ictl('create --dry-run=client -o yaml', gateway('b'));
      assert.match(stdout, /^apiVersion: networking\.istio\.io\/v1\nkind: Gateway\n/);
      succeeded(await ictl('create', stdout));
      assert.equal(
        (await ictl('delete gw a b -o name')).stdout,
        'gateway.networking.istio.io/a\ngateway.networking.istio.io/b\n',
      );
    });

    it('says so when it is to wait for a server and none runs', async () => {
      const result = await ictl('create --wait', gateway());
      failed(result, 5, 'no server runs');
      assert.match(result.stdout, /Created config/);
    });
  });

  describe('replace', () => {
    it('needs no resourceVersion and keeps the identity', async () => {
      await ictl('create', gateway(), { now: new Date('2025-01-01T00:00:00.900Z') });
      const result = await ictl('replace', gateway('web', 'bar.com'), { now: new Date('2026-01-01T00:00:00Z') });
      succeeded(result);
      assert.match(result.stdout, /^Updated config gateway\/default\/web to revision \d+\n$/);
      const { metadata, spec } = JSON.parse((await ictl('get gw web -o json')).stdout);
      assert.equal(metadata.creationTimestamp, '2025-01-01T00:00:00Z');
      assert.equal(metadata.generation, 2);
      assert.deepEqual(spec.servers[0].hosts, ['bar.com']);
    });

    it('does not write what is equal', async () => {
      const created = await ictl('create', gateway());
      const result = await ictl('replace', gateway());
      assert.match(result.stdout, /^Unchanged config gateway\/default\/web at revision \d+\n$/);
      assert.equal(/revision (\d+)/.exec(result.stdout)?.[1], /revision (\d+)/.exec(created.stdout)?.[1]);
    });

    it('refuses what is not there', async () => {
      failed(await ictl('replace', gateway()), 4, 'Error: gateways.networking.istio.io "web" not found\n');
    });

    it('refuses a resourceVersion that is not the stored one', async () => {
      await ictl('create', gateway());
      failed(
        await ictl('replace', gateway('web', 'bar.com').replace('name: web', 'name: web\n  resourceVersion: "1"')),
        4,
        'Operation cannot be fulfilled on gateways.networking.istio.io "web": the object has been modified',
      );
    });

    it('takes what get printed', async () => {
      await ictl('create', documents(gateway(), service('svc', '\n  type: NodePort')));
      for (const format of ['yaml', 'json']) {
        const { stdout } = await ictl(`get gateways,services -o ${format}`);
        assert.match((await ictl('replace', stdout)).stdout, /^Unchanged .*\nUnchanged .*\n$/);
      }
    });
  });

  describe('apply', () => {
    it('creates, changes, and says when nothing changed', async () => {
      assert.match((await ictl('apply', gateway())).stdout, /^Created config/);
      assert.match((await ictl('apply', gateway())).stdout, /^Unchanged config/);
      assert.match((await ictl('apply', gateway('web', 'bar.com'))).stdout, /^Updated config/);
    });

    it('removes what is gone from the input and keeps what others set', async () => {
      await ictl('apply', configMap('cm', { a: '1', b: '2' }, { mine: 'x' }));
      await ictl('replace', await withData('cm', { c: '3' }));
      await ictl('apply', configMap('cm', { a: '9' }));
      const { data, metadata } = JSON.parse((await ictl('get cm cm -o json')).stdout);
      assert.deepEqual(data, { a: '9', c: '3' });
      assert.deepEqual(metadata.labels, {});
    });

    it('keeps the node port that a Service was given', async () => {
      const text = service('httpbin', '\n  type: NodePort');
      await ictl('apply', text);
      const before = (await ictl(['get', 'svc', 'httpbin', '-o', 'jsonpath={.spec.ports[0].nodePort}'])).stdout;
      assert.match(before, /^3\d{4}$/);
      await ictl('apply', text.replace('port: 8000', 'port: 8000\n    targetPort: 9000'));
      const after = (await ictl(['get', 'svc', 'httpbin', '-o', 'jsonpath={.spec.ports[0].nodePort}'])).stdout;
      assert.equal(after, before);
    });

    /** The stored ConfigMap with more data, as another tool would replace it. */
    async function withData(name: string, data: Readonly<Record<string, string>>): Promise<string> {
      const stored = JSON.parse((await ictl(`get cm ${name} -o json`)).stdout);
      return JSON.stringify({ ...stored, data: { ...stored.data, ...data } });
    }
  });

  describe('delete', () => {
    beforeEach(() => ictl('create', documents(gateway('a'), gateway('b'), virtualService('v'), service('s'))));

    it('deletes by type and names', async () => {
      assert.equal((await ictl('delete gateway a b')).stdout, 'Deleted config: gateway a\nDeleted config: gateway b\n');
    });

    it('deletes by type and name together', async () => {
      assert.equal(
        (await ictl('delete vs/v svc/s')).stdout,
        'Deleted config: virtualservice v\nDeleted config: service s\n',
      );
    });

    it('deletes what a file names, whatever else is wrong in it', async () => {
      const result = await ictl('delete -f -', gateway('a').replace('number:', 'nuber:'));
      assert.equal(result.stdout, 'Deleted config: gateway/default/a\n');
    });

    it('deletes what is there, and fails for what is not', async () => {
      const result = await ictl('delete gateway nope1 a nope2');
      assert.equal(result.stdout, 'Deleted config: gateway a\n');
      failed(
        result,
        4,
        'Error: 2 errors occurred:\n\n* cannot delete nope1: gateways.networking.istio.io "nope1" not found',
      );
      failed(
        await ictl('delete vs nope'),
        4,
        'Error: cannot delete nope: virtualservices.networking.istio.io "nope" not found\n',
      );
      succeeded(await ictl('delete gateway a --ignore-not-found'));
    });

    it('refuses what names nothing', async () => {
      failed(await ictl('delete'), 2, 'provide configuration type and name or -f option');
      failed(await ictl('delete gateway'), 2, 'provide configuration type and name or -f option');
      failed(await ictl('delete gateway a -f x.yaml'), 2, 'delete takes no arguments when the file option is used');
      failed(await ictl('delete -f -', ''), 3, 'nothing to delete');
      failed(await ictl('delete gatway a'), 2, 'configuration type gatway not found, did you mean gateway?');
    });

    it('deletes a namespace with everything in it, but never the default one', async () => {
      await ictl('create namespace staging');
      await ictl('create -n staging', documents(gateway(), virtualService()));
      assert.equal(
        (await ictl('delete ns staging')).stdout,
        'Deleted config: namespace staging with the 2 objects in it\n',
      );
      assert.equal((await ictl('get gw -n staging')).stdout, '');
      failed(await ictl('delete ns default'), 3, 'this namespace may not be deleted');
    });

    it('says what there is where a name is not', async () => {
      const hintOf = async (args: string) => /^Hint: (.*)$/m.exec((await ictl(args)).stderr)?.[1];
      assert.equal(await hintOf('delete gw c'), 'did you mean a? see what is there with ictl get gateways -n default');
      assert.equal(await hintOf('delete gw httpbin'), 'there are a, b: see ictl get gateways -n default');
      assert.equal(await hintOf('delete gw a -n istio-system'), 'there is one in namespace default: add -n default');
      assert.equal(
        await hintOf('delete gw httpbin -n istio-system'),
        'there are none in namespace istio-system; see all with ictl get gateways -A',
      );
      assert.equal(await hintOf('delete dr x'), 'there are no destinationrules at all');
    });

    it('deletes what has the labels', async () => {
      await ictl('create', documents(configMap('x', {}, { app: 'web' }), configMap('y', {}, { app: 'api' })));
      const result = await ictl('delete cm,svc -l app=web');
      succeeded(result);
      assert.equal(result.stdout, 'Deleted config: configmap x\n');
      assert.equal(
        (await ictl('delete cm,svc -l app')).stdout,
        'Deleted config: configmap y\nDeleted config: service s\n',
      );
    });

    it('deletes what has the fields', async () => {
      assert.equal((await ictl('delete gw --field-selector metadata.name!=a')).stdout, 'Deleted config: gateway b\n');
    });

    it('deletes everything of a type, of several, and of all', async () => {
      await ictl('create -n istio-system', gateway('a'));
      assert.equal((await ictl('delete gw --all')).stdout, 'Deleted config: gateway a\nDeleted config: gateway b\n');
      assert.equal((await ictl('delete gw --all -A')).stdout, 'Deleted config: gateway/istio-system/a\n');
      assert.equal(
        (await ictl('delete all --all')).stdout,
        'Deleted config: virtualservice v\nDeleted config: service s\n',
      );
    });

    it('says that selectors chose nothing', async () => {
      assert.deepEqual(await ictl('delete gw -l app=none'), {
        stdout: '',
        stderr: 'No resources found in default namespace.\n',
        exitCode: 0,
      });
      assert.equal((await ictl('delete ns -l app=none')).stderr, 'No resources found\n');
    });

    for (const [args, message] of Object.entries({
      'delete gw a -l app=web': 'a name and a selector exclude each other',
      'delete gw a --all': 'a name and a selector exclude each other',
      'delete gw a -A': 'a name and --all-namespaces exclude each other',
      'delete gw --all -l app=web': '--all and a selector exclude each other',
      'delete gw -A': 'provide configuration type and name or -f option',
      'delete -f x.yaml --all': 'a file and a selector exclude each other',
      'delete gw --field-selector spec.selector=a': 'field label not supported: spec.selector',
      'delete gw a -k dir': 'delete takes no --kustomize',
      'delete gw a --interactive': 'delete takes no --interactive',
      'delete gw a --cascade=orphan': 'what belongs to an object cannot stay',
      'delete gw a --grace-period=soon': 'a number of seconds',
    })) {
      it(`refuses ${args}`, async () => failed(await ictl(args), 2, message));
    }

    it('takes the flags of scripts for kubectl', async () => {
      succeeded(await ictl('delete gw a --now --cascade=foreground'));
      succeeded(await ictl('delete gw b --grace-period=0 --force --ignore-not-found'));
    });

    it('has no Pods to delete, for Deployments have them', async () => {
      failed(await ictl('delete po x -n istio-system'), 3, 'Pods are derived from Deployments');
    });

    it('only says what it would delete in a dry run', async () => {
      assert.equal((await ictl('delete gw a --dry-run')).stdout, 'Deleted config: gateway a (dry run)\n');
      succeeded(await ictl('get gw a'));
    });
  });
});

function succeeded({ exitCode, stderr }: RunResult): void {
  assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
}

function failed({ exitCode, stderr }: RunResult, expected: number, message: string): void {
  assert.ok(stderr.includes(message), stderr);
  assert.equal(exitCode, expected);
}
