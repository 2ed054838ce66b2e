import assert from 'node:assert/strict';
import { join } from 'node:path';
import { configMap, documents, gateway, service } from '../support/manifests.ts';
import { type RunResult, run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('label and annotate', () => {
  const folder = temporaryFolder();
  const ictl = (args: string | readonly string[], stdin?: string) =>
    run(join(folder(), 'home'), args, stdin === undefined ? {} : { stdin });
  const metadata = async (what: string) => JSON.parse((await ictl(`get ${what} -o json`)).stdout).metadata;
  const labels = async (what: string) => (await metadata(what)).labels;

  beforeEach(() => ictl('create', documents(gateway('a'), gateway('b'), service())));

  it('set, replace and remove', async () => {
    const result = await ictl('label gateway a app=web tier=edge');
    assert.match(result.stdout, /^Updated config gateway\/default\/a to revision \d+\n$/);
    assert.deepEqual(await labels('gw a'), { app: 'web', tier: 'edge' });
    await ictl('label gw/a app- tier=core --overwrite');
    assert.deepEqual(await labels('gw a'), { tier: 'core' });
    await ictl('label gw a tier-');
    assert.equal(await labels('gw a'), undefined);
  });

  it('annotate with any text', async () => {
    await ictl(['annotate', 'gw', 'a', 'owner=the edge team', 'x/y=a=b', 'empty=']);
    assert.deepEqual((await metadata('gw a')).annotations, { owner: 'the edge team', 'x/y': 'a=b', empty: '' });
    await ictl('annotate gw a owner- x/y-');
    assert.deepEqual((await metadata('gw a')).annotations, { empty: '' });
  });

  it('overwrite nothing unless told to, and then write nothing at all', async () => {
    await ictl('label gw b app=web');
    failed(
      await ictl('label gw a b app=api'),
      4,
      "Gateway b: 'app' already has a value (web), and --overwrite is false",
    );
    assert.equal(await labels('gw a'), undefined);
    assert.match((await ictl('label gw a b app=web')).stdout, /^Updated config .*\/a .*\nUnchanged config .*\/b /);
    assert.equal((await ictl('label gw a b app=api --overwrite')).exitCode, 0);
    assert.equal((await labels('gw b')).app, 'api');
  });

  it('change what selectors choose', async () => {
    await ictl('label gw,svc --all team=edge');
    assert.equal((await ictl('get gw,svc -l team=edge -o name')).stdout.split('\n').length, 4);
    await ictl('label gw,svc -l app=httpbin team=core --overwrite');
    assert.equal((await ictl('get gw,svc -l team=core -o name')).stdout, 'service/httpbin\n');
    await ictl('label gw --field-selector metadata.name=b team-');
    assert.equal((await ictl('get gw -l team -o name')).stdout, 'gateway.networking.istio.io/a\n');
    assert.equal((await ictl('label gw -l nope team=x')).stderr, 'No resources found in default namespace.\n');
    await ictl('label svc --all -A seen=yes');
    assert.equal((await ictl('get svc -A -l seen -o name')).stdout.split('\n').length, 4);
  });

  it('say which key was not there to remove', async () => {
    const result = await ictl('label gw a nope-');
    assert.match(result.stdout, /^Unchanged config/);
    assert.equal(result.stderr, 'label "nope" not found.\n');
    assert.equal(result.exitCode, 0);
  });

  it('list', async () => {
    await ictl('label gw a b=2 a=1');
    assert.equal((await ictl('label gw a --list')).stdout, 'a=1\nb=2\n');
    assert.equal(
      (await ictl('label gw a b --list')).stdout,
      'Listing labels for Gateway.networking.istio.io/a:\n a=1\n b=2\nListing labels for Gateway.networking.istio.io/b:\n',
    );
    await ictl(['annotate', 'gw', 'a', 'x=\u001b[31m']);
    assert.equal((await ictl('annotate gw a --list')).stdout, 'x=\\u001b[31m\n');
    failed(await ictl('label gw nope --list'), 4, '"nope" not found');
  });

  it('hold a resourceVersion for a precondition', async () => {
    const { resourceVersion } = await metadata('gw a');
    assert.equal((await ictl(`label gw a x=1 --resource-version ${resourceVersion}`)).exitCode, 0);
    failed(await ictl(`label gw a x=2 --overwrite --resource-version=${resourceVersion}`), 4, 'has been modified');
    failed(await ictl('label gw a b x=2 --resource-version=1'), 2, 'may only be used with a single resource');
  });

  it('write nothing in a dry run', async () => {
    assert.match((await ictl('label gw a x=1 --dry-run')).stdout, /\(dry run\)\n$/);
    assert.equal(
      (await ictl(['label', 'gw', 'a', 'x=1', '--dry-run', '-o', 'jsonpath={.metadata.labels.x}'])).stdout,
      '1',
    );
    assert.equal(await labels('gw a'), undefined);
  });

  it('take what a file names', async () => {
    await ictl('create', configMap('c', {}));
    assert.equal((await ictl('label -f - x=1', configMap('c', {}))).exitCode, 0);
    assert.deepEqual(await labels('cm c'), { x: '1' });
  });

  for (const [args, code, message] of [
    ['label gw a', 2, 'at least one label update is required'],
    ['annotate gw a', 2, 'at least one annotation update is required'],
    ['label gw a x=1 b', 2, 'all resources must be named before the changes: b'],
    ['label gw a x=1 x-', 2, 'can not both modify and remove label "x" in the same command'],
    ['label gw a x=1 x=2', 2, 'label "x" is set twice'],
    ['label gw a x=a/b', 2, 'invalid label value "a/b"'],
    ['label gw a -x/=1', 2, 'unknown flag: -x'],
    ['label gw a _/x=1', 2, 'invalid label key "_/x"'],
    ['label gw a x=1 --list', 2, '--list changes no label'],
    ['label gw x=1', 2, 'provide configuration type and name or -f option'],
    ['label gw a x=1 --all', 2, 'a name and a selector exclude each other'],
    ['label gw nope x=1', 4, 'gateways.networking.istio.io "nope" not found'],
    ['label gatway a x=1', 2, 'did you mean gateway?'],
    ['label po x a=1', 3, 'Pods are derived from Deployments'],
    ['label gw a x=1 --local', 2, 'label takes no --local'],
    ['label gw a x=1 --overwite', 2, 'did you mean --overwrite?'],
  ] as const) {
    it(`refuse ${args}`, async () => failed(await ictl(args), code, message));
  }
});

function failed({ exitCode, stderr }: RunResult, expected: number, message: string): void {
  assert.ok(stderr.includes(message), stderr);
  assert.equal(exitCode, expected);
}
