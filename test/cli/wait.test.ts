import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ControlServer } from '../../src/control/control-server.ts';
import { documents, gateway, service } from '../support/manifests.ts';
import { readyServer } from '../support/ready-server.ts';
import { type RunResult, run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { WatchingRun } from '../support/watching-run.ts';

const deployment = 'deployment/istio-ingressgateway -n istio-system';

describe('wait', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string | readonly string[], stdin?: string) =>
    run(home(), args, stdin === undefined ? {} : { stdin });
  /** Begins to wait; the answer of `ended` is what it printed. */
  const waiting = (args: string) => new WatchingRun(home(), args.split(' '));

  it('returns at once where it is so', async () => {
    await ictl('create', documents(gateway('a'), gateway('b')));
    assert.deepEqual(await ictl('wait --for=create gateway/a gateway/b'), {
      stdout: 'gateway.networking.istio.io/a condition met\ngateway.networking.istio.io/b condition met\n',
      stderr: '',
      exitCode: 0,
    });
    assert.equal((await ictl('wait --for=delete gw nope')).exitCode, 0);
    assert.equal((await ictl('wait --for=jsonpath={.spec.servers[0].port.number}=80 gw --all')).exitCode, 0);
    assert.equal((await ictl('wait --for=jsonpath={.metadata.uid} gw --all --timeout=0')).exitCode, 0);
    assert.equal((await ictl('wait --for=jsonpath=.metadata.name="a" gw/a')).exitCode, 0);
  });

  it('waits until one comes', async () => {
    const named = waiting('wait --for=create gw web --timeout=-1s');
    const chosen = waiting('wait --for=create gw -l app=web --timeout=1h');
    await ictl('create', gateway('other'));
    await ictl('create', gateway('web'));
    assert.equal((await named.ended()).stdout, 'gateway.networking.istio.io/web condition met\n');
    await ictl('label gw web app=web');
    assert.deepEqual(await chosen.ended(), {
      stdout: 'gateway.networking.istio.io/web condition met\n',
      stderr: '',
      exitCode: 0,
    });
  });

  it('waits until all are gone, be it that others have taken their names', async () => {
    await ictl('create', documents(gateway('a'), gateway('b'), service()));
    const run = waiting('wait --for=delete gw,svc --all --timeout=1h');
    await ictl('wait --for=create gw/a');
    await ictl('delete gw a');
    await run.prints('gateway.networking.istio.io/a condition met\n');
    await ictl('delete gw b');
    await ictl('create', gateway('b'));
    await ictl('delete svc httpbin');
    assert.equal((await run.ended()).exitCode, 0);
  });

  it('waits until a field has a value', async () => {
    await ictl('create', gateway('web'));
    const run = waiting(
      'wait --for=jsonpath={.metadata.labels.app}=web gw/web -o jsonpath={.metadata.generation} --timeout 1h',
    );
    await ictl('label gw web app=api');
    await ictl('label gw web app=web --overwrite');
    assert.deepEqual(await run.ended(), { stdout: '1\n', stderr: '', exitCode: 0 });
  });

  it('waits until a server makes Deployments available and Pods ready', async () => {
    const available = waiting(`wait --for=condition=Available ${deployment} --timeout=1h`);
    const ready = waiting('wait --for=condition=ready=True po --all -n istio-system --timeout=1h');
    await ictl('create', gateway());
    const server = await ControlServer.listen(home(), readyServer);
    try {
      assert.equal((await available.ended()).stdout, 'deployment.apps/istio-ingressgateway condition met\n');
      assert.match((await ready.ended()).stdout, /^pod\/\S+ condition met\npod\/\S+ condition met\n$/);
    } finally {
      await server.close();
    }
  });

  for (const [args, message, hint] of [
    ['condition=Ready gw/web', 'gateways/web', 'gateway web has no conditions in its status'],
    [`condition=available ${deployment}`, 'deployments/istio-ingressgateway', 'has Available=False, Progressing=True'],
    ['delete gw --all', 'gateways/web', 'gateway web is still there'],
    ['create gw/nope', 'gateways/nope', 'gateway nope is not there'],
    ['jsonpath={.spec.servers[0].port.number}=443 gw/web', 'gateways/web', '.port.number} of gateway web is 80'],
    ['jsonpath={.status.x} gw/web', 'gateways/web', '{.status.x} of gateway web leads to nothing'],
  ] as const) {
    it(`says how it is instead when time is over, of ${args}`, async () => {
      await ictl('create', gateway());
      const result = await ictl(`wait --timeout=0 --for=${args}`);
      failed(result, 1, `Error: timed out waiting for the condition on ${message}\n`);
      assert.ok(result.stderr.includes(hint), result.stderr);
    });
  }

  it('ends when it is interrupted', async () => {
    await ictl('create', gateway());
    const run = waiting('wait --for=delete gw web --timeout=1h');
    const { exitCode } = await run.stop();
    assert.equal(exitCode, 1);
  });

  for (const [args, code, message] of [
    ['wait gw web', 2, '--for says what to wait for'],
    ['wait --for=condition=Ready gw nope', 4, '"nope" not found'],
    ['wait --for=condition=Ready gw -l a=b', 4, 'no matching resources found'],
    ['wait --for=ready gw web', 2, 'unrecognized condition: "ready"'],
    ['wait --for=condition= gw web', 2, 'unrecognized condition: "condition="'],
    ['wait --for=jsonpath={.a}= gw web', 2, 'jsonpath wait format must be'],
    ['wait --for=jsonpath={.spec.servers} gw web', 0, ''],
    ['wait --for=jsonpath={.spec.servers}=a gw web', 2, 'leads to a list or a map'],
    ['wait --for=jsonpath={.metadata.*}=a gw web', 2, 'leads to more than one value'],
    ['wait --for=delete gw', 2, 'provide configuration type and name'],
    ['wait --for=delete gw web --timeout=soon', 2, 'a time like 30s or 5m'],
  ] as const) {
    it(`ends with ${code} for ${args}`, async () => {
      await ictl('create', gateway());
      failed(await ictl(args), code, message);
    });
  }
});

function failed({ exitCode, stderr }: RunResult, expected: number, message: string): void {
  assert.ok(stderr.includes(message), stderr);
  assert.equal(exitCode, expected);
}
