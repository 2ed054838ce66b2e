// What kubectl's users type after `get`: columns of their own, sorting, selectors of fields, files.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configMap, documents, gateway, service, virtualService } from '../support/manifests.ts';
import { type RunOptions, type RunResult, run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('get, in the shape that is asked for', () => {
  const folder = temporaryFolder();
  const ictl = (args: string | readonly string[], options: RunOptions = {}) =>
    run(join(folder(), 'home'), args, { cwd: folder(), ...options });
  const text = async (args: string | readonly string[], options: RunOptions = {}) => {
    const { stdout, stderr } = await ictl(args, options);
    assert.equal(stderr, '');
    return stdout;
  };
  const create = (...texts: string[]) =>
    ictl('create', { stdin: documents(...texts), now: new Date('2026-01-01T00:00:00Z') });

  describe('custom columns', () => {
    it('show what paths lead to, as kubectl writes it', async () => {
      await create(virtualService(), configMap('c', { a: '1' }, { app: 'web', tier: 'x' }));
      assert.equal(
        await text([
          'get',
          'vs',
          '-o',
          'custom-columns=NAME:.metadata.name,HOSTS:.spec.hosts,X:{.spec.x},P:spec.http[*].route[0].destination.port',
        ]),
        'NAME   HOSTS   X        P\nweb    [*]     <none>   map[number:8000]\n',
      );
      assert.equal(
        await text('get cm -o custom-columns=L:.metadata.labels,D:.data.* --no-headers'),
        'map[app:web tier:x]   1\n',
      );
    });

    it('take commas in brackets, and an index that is too large for nothing', async () => {
      await create(configMap('c', { a: '1', b: '2' }));
      assert.equal(
        await text(`get cm -o custom-columns=V:.data['a','b'],N:.metadata.finalizers[3]`),
        'V     N\n1,2   <none>\n',
      );
    });

    it('come from a file', async () => {
      await create(gateway('a'), gateway('b'));
      writeFileSync(join(folder(), 'columns'), 'NAME       PORT\nmetadata.name  .spec.servers[0].port.number\n');
      assert.equal(await text('get gw -o custom-columns-file=columns'), 'NAME   PORT\na      80\nb      80\n');
      writeFileSync(join(folder(), 'columns'), 'NAME PORT\nmetadata.name\n');
      failed(await ictl('get gw -o custom-columns-file=columns'), 3, 'columns: there are 2 headers and 1 paths');
    });

    it('print headers even where there is nothing, for scripts', async () => {
      assert.equal(await text('get gw -o custom-columns=NAME:.metadata.name'), 'NAME\n');
    });
  });

  describe('sorting', () => {
    const sorted = async (by: string) =>
      (await text(['get', 'cm', '-o', 'name', '--sort-by', by])).trim().replaceAll('configmap/', '').split('\n');

    it('counts digits as numbers', async () => {
      await create(configMap('web-10', {}), configMap('web-2', {}), configMap('api-1', {}));
      assert.deepEqual(await sorted('.metadata.name'), ['api-1', 'web-2', 'web-10']);
      assert.deepEqual(await sorted('{.metadata.name}'), ['api-1', 'web-2', 'web-10']);
    });

    it('puts those without the field first', async () => {
      await create(configMap('a', { n: '2' }), configMap('b', {}), configMap('c', { n: '1' }));
      assert.deepEqual(await sorted('.data.n'), ['b', 'c', 'a']);
    });

    it('compares numbers by size', async () => {
      const scaled = (name: string, replicas: number) =>
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {replicas: ${replicas}, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}\n`;
      await create(scaled('a', 10), scaled('b', 9));
      assert.equal(await text('get deploy -o jsonpath={.items[*].metadata.name} --sort-by=spec.replicas'), 'b a');
    });

    it('fails where nothing has the field', async () => {
      await create(gateway());
      failed(await ictl('get gw --sort-by .spec.nope'), 2, `couldn't find any field with path ".spec.nope"`);
      failed(await ictl('get gw --sort-by .spec[nope'), 2, 'error parsing jsonpath');
    });
  });

  it('selects by fields', async () => {
    await ictl('create secret generic a --type=example.com/a --from-literal=k=v');
    await ictl('create secret generic b --from-literal=k=v');
    assert.equal(await text('get secrets --field-selector type=Opaque -o name'), 'secret/b\n');
    assert.equal(await text('get secrets --field-selector=type!=Opaque,metadata.name=a -o name'), 'secret/a\n');
    assert.equal(await text('get po -A --field-selector status.phase=Running -o name'), '');
    failed(await ictl('get gw --field-selector spec.x=a'), 2, 'field label not supported: spec.x');
  });

  it('shows the objects of files', async () => {
    await create(gateway('a'), gateway('b'), service());
    writeFileSync(join(folder(), 'all.yaml'), documents(gateway('b'), service(), gateway('a')));
    assert.equal(
      await text('get -f all.yaml'),
      'NAME                            AGE\ngateway.networking.istio.io/b   27h\ngateway.networking.istio.io/a   27h\n\n' +
        'NAME              TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)    AGE\nservice/httpbin   ClusterIP   <none>       <none>        8000/TCP   27h\n',
    );
    assert.equal(await text('get -f - -o jsonpath={.kind}', { stdin: gateway('a') }), 'Gateway');
    failed(await ictl('get -f -', { stdin: gateway('c') }), 4, '"c" not found');
    failed(await ictl('get gw -f all.yaml'), 2, 'get takes no arguments when the file option is used');
  });

  it('shows names that are given one by one in one table', async () => {
    await create(gateway('a'), gateway('b'));
    assert.equal(await text('get gw/b gw/a'), 'NAME   AGE\nb      27h\na      27h\n');
  });

  it('says nothing of what is not there, when told to', async () => {
    assert.deepEqual(await ictl('get gw nope --ignore-not-found'), { stdout: '', stderr: '', exitCode: 0 });
    assert.deepEqual(await ictl('get gw --ignore-not-found'), { stdout: '', stderr: '', exitCode: 0 });
    assert.deepEqual(await ictl('get gw nope -o yaml --ignore-not-found'), { stdout: '', stderr: '', exitCode: 0 });
  });

  it('shows kinds and several columns of labels', async () => {
    await create(configMap('a', {}, { app: 'web', tier: 'x', 'x/v': '1' }));
    assert.equal(
      await text('get cm --show-kind -L app,tier -L x/v'),
      'NAME          DATA   AGE   APP   TIER   V\nconfigmap/a   0      27h   web   x      1\n',
    );
  });

  it('prints the values of a template as JSON', async () => {
    await create(gateway('a'), gateway('b'));
    assert.deepEqual(JSON.parse(await text('get gw -o jsonpath-as-json={.items[*].metadata.name}')), ['a', 'b']);
    assert.deepEqual(
      JSON.parse(await text(['get', 'gw', '-o', 'jsonpath-as-json={range .items[*]}{.metadata.name}{.kind}{end}'])),
      ['a', 'Gateway', 'b', 'Gateway'],
    );
  });

  it('takes the forms of flags that are typed for kubectl', async () => {
    await create(gateway('a'));
    assert.equal(await text('get gw -o=name'), 'gateway.networking.istio.io/a\n');
    assert.equal(await text('get gw -oname'), 'gateway.networking.istio.io/a\n');
    assert.equal(await text('get gw -n=default -o=jsonpath={.items[0].metadata.name}'), 'a');
    assert.equal(await text('get gw --no-headers=true'), 'a   27h\n');
    assert.equal(await text('get gw --no-headers=false'), 'NAME   AGE\na      27h\n');
    assert.equal(await text('get gw nope --ignore-not-found=true'), '');
  });

  it('prints a row a line on every terminal', async () => {
    const hosts = Array.from({ length: 9 }, (_, index) => `host-${index}.example.com`);
    await create(virtualService().replace('["*"]', JSON.stringify(hosts)));
    assert.equal((await text('get vs', { isTTY: true, columns: 80 })).split('\n').length, 3);
    assert.equal((await text('get vs')).split('\n').length, 3);
  });

  for (const [args, message, hint] of [
    ['get gw -o go-template={{.metadata.name}}', '-o go-template is not supported', 'use -o jsonpath'],
    ['get gw -o go-template-file=x', '-o go-template-file is not supported', 'use -o jsonpath'],
    ['get gw --template={{.x}}', 'get takes no --template', 'use -o jsonpath'],
    ['get gw -o jsonpath', 'template format specified but no template given', '-o jsonpath=…'],
    ['get gw -o custom-columns', 'custom-columns format specified but no custom columns given', 'NAME:.metadata.name'],
    ['get gw -o custom-columns=NAME', 'unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>', ''],
    ['get gw -o custom-columns=NAME:', 'unexpected path string ""', ''],
    ['get gw -o toml', 'unknown output format toml', 'custom-columns=SPEC'],
    ['get gw -o json --show-labels', '--show-labels option cannot be used with json printer', ''],
    ['get gw --output-watch-events', '--output-watch-events is for --watch and --watch-only', ''],
    ['get gw --chunk-size=500', 'get takes no --chunk-size', 'leave it out'],
    ['get gw --slector=a', 'unknown flag: --slector', 'did you mean --selector?'],
    ['get gw a -l x=y', 'a selector and names exclude each other', ''],
  ] as const) {
    it(`refuses ${args}`, async () => {
      await create(gateway());
      const result = await ictl(args);
      failed(result, 2, message);
      assert.ok(result.stderr.includes(hint), result.stderr);
    });
  }
});

function failed({ exitCode, stderr }: RunResult, expected: number, message: string): void {
  assert.ok(stderr.includes(message), stderr);
  assert.equal(exitCode, expected);
}
