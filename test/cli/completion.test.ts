import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const gateways = ['web', 'other']
  .map(
    (name) => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [${name}.example.com]}]
---
`,
  )
  .join('');

describe('completion', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string | readonly string[]) => run(home(), args, { cwd: folder() });
  /** What is offered at the end of a line; the last word is the one at the cursor. */
  const offered = async (line: string) => {
    const words = line.split(' ');
    const current = words.pop() ?? '';
    const { stdout, stderr, exitCode } = await ictl(['__complete', `--current=${current}`, '--', ...words]);
    assert.deepEqual({ stderr, exitCode }, { stderr: '', exitCode: 0 });
    return stdout
      .trimEnd()
      .split('\n')
      .map((one) => one.split('\t')[0]);
  };

  beforeEach(async () => {
    writeFileSync(join(folder(), 'web.yaml'), gateways);
    await ictl('create -f web.yaml');
    await ictl('create namespace staging');
  });

  const lines: readonly (readonly [line: string, offered: readonly string[]])[] = [
    ['des', ['describe', ':']],
    ['get gatew', ['gateways', ':']],
    ['get gw,gatew', ['gw,gateways', ':']],
    ['get gw ', ['other', 'web', ':']],
    ['get gw web ', ['other', ':']],
    ['get gateway/', ['gateway/other', 'gateway/web', ':']],
    ['describe gw/web gw/o', ['gw/other', ':']],
    ['-n staging get gw ', [':']],
    ['get gw -n sta', ['staging', ':']],
    ['get gw --namespace=sta', ['--namespace=staging', ':']],
    ['get gw --label-c', ['--label-columns', ':']],
    ['get gw -o ya', ['yaml', ':']],
    ['describe -o ', ['text', 'json', ':']],
    ['apply -f ', [':files']],
    ['get --home ', [':folders']],
    ['proxy-config ro', ['routes', ':']],
    ['pc l istio-ingressg', ['istio-ingressgateway.istio-system', ':']],
    ['explain gateway.spec.sel', ['gateway.spec.selector', ':']],
    ['cert inspect ', [':files']],
    ['cert secret --for gateway/w', ['gateway/web', ':']],
    ['completion ba', ['bash', ':']],
    ['translate end', ['endpoints', ':']],
    ['get -- --', [':']],
    ['nonsense ', [':']],
    ['get nothing ', [':']],
  ];
  for (const [line, expected] of lines) {
    it(`offers ${expected.join(' ')} behind "${line}"`, async () => {
      assert.deepEqual(await offered(line), expected);
    });
  }

  it('describes what it offers, and hides the command that the shells call', async () => {
    const { stdout } = await ictl(['__complete', '--current=', '--']);
    assert.match(stdout, /^get\tShow resources$/m);
    assert.doesNotMatch(stdout, /__complete/);
    assert.doesNotMatch((await ictl('--help')).stdout, /__complete/);
  });

  it('says nothing where the store cannot be read', async () => {
    writeFileSync(join(folder(), 'file'), '');
    const { stdout, stderr, exitCode } = await ictl([
      '__complete',
      '--',
      'get',
      'gw',
      '--home',
      join(folder(), 'file'),
    ]);
    assert.deepEqual({ stdout, stderr, exitCode }, { stdout: ':\n', stderr: '', exitCode: 0 });
  });

  it('knows four shells', async () => {
    for (const shell of ['bash', 'zsh', 'fish', 'powershell'])
      assert.match((await ictl(`completion ${shell}`)).stdout, /__complete/);
    const { stderr, exitCode } = await ictl('completion tcsh');
    assert.match(stderr, /Allowed choices are bash, zsh, fish, powershell/);
    assert.equal(exitCode, 2);
  });
});
