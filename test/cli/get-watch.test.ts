import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ControlServer } from '../../src/control/control-server.ts';
import { documents, gateway } from '../support/manifests.ts';
import { readyServer } from '../support/ready-server.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { WatchingRun } from '../support/watching-run.ts';

describe('get --watch', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string | readonly string[], stdin?: string) =>
    run(home(), args, { now: new Date('2026-01-01T00:00:00Z'), ...(stdin === undefined ? {} : { stdin }) });
  const watching: WatchingRun[] = [];

  afterEach(async () => {
    for (const one of watching.splice(0)) await one.stop();
  });

  function watch(args: string): WatchingRun {
    const one = new WatchingRun(home(), args.split(' '));
    watching.push(one);
    return one;
  }

  it('shows what is there, then each change below it', async () => {
    await ictl('create', documents(gateway('a'), gateway('abcdef')));
    const { prints, stop } = watch('get gw --watch --show-labels');
    await prints('NAME     AGE   LABELS\na        27h   <none>\nabcdef   27h   <none>\n');
    await ictl('label gw a app=web');
    await prints('a        27h   app=web\n');
    await ictl('create', gateway('long-name'));
    await prints('long-name   27h   <none>\n');
    await ictl('delete gw a');
    await prints('a           27h   app=web\n');
    assert.deepEqual(await stop(), { stdout: '', stderr: '', exitCode: 0 });
  });

  it('says what happened, of changes only', async () => {
    await ictl('create', gateway('a'));
    const { prints, printsUntil, hasPrinted } = watch('get gw --watch-only --output-watch-events');
    // Nothing tells when it has begun to look: changes are made until one is seen.
    for (let round = 0; !hasPrinted(); round++) {
      await ictl(`label gw a round=${round} --overwrite`);
      await setImmediate();
    }
    assert.match(await printsUntil(/\n.*\n/), /^EVENT {6}NAME {3}AGE\n(MODIFIED {3}a {6}27h\n)+$/);
    await ictl('delete gw a');
    await prints('DELETED    a      27h\n');
    await ictl('create', gateway('a'));
    await prints('ADDED      a      27h\n');
  });

  it('tells what comes to fit a selector, and what fits it no more', async () => {
    await ictl('create', documents(gateway('a'), gateway('z')));
    await ictl('label gw z app=web');
    const { prints } = watch('get gw -w --output-watch-events -l app=web --no-headers');
    await prints('ADDED   z   27h\n');
    await ictl('create', gateway('b'));
    await ictl('label gw a app=web');
    await prints('ADDED   a   27h\n');
    await ictl('label gw a tier=x');
    await prints('MODIFIED   a   27h\n');
    await ictl('label gw a app-');
    await prints('DELETED    a   27h\n');
  });

  it('prints documents, names, columns and templates one by one', async () => {
    await ictl('create', gateway('a'));
    const json = watch('get gw a -w -o json');
    const yaml = watch('get gw -w -o yaml --output-watch-events');
    const names = watch('get gw -w -o name');
    const columns = watch('get gw -w -o custom-columns=NAME:.metadata.name,G:.metadata.generation');
    const template = watch('get gw -w -o jsonpath={.metadata.name}');
    await names.prints('gateway.networking.istio.io/a\n');
    await columns.prints('NAME   G\na      1\n');
    await template.prints('a\n');
    assert.equal(JSON.parse(await json.printsUntil(/^}\n$/m)).kind, 'Gateway');
    assert.match(await yaml.printsUntil(/^type: ADDED\n/m), /^object:\n {2}apiVersion/);
    await ictl('patch gw a -p {"spec":{"selector":{"x":"y"}}}');
    await names.prints('gateway.networking.istio.io/a\n');
    await columns.prints('a      2\n');
    await template.prints('a\n');
    assert.equal(JSON.parse(await json.printsUntil(/^}\n$/m)).metadata.generation, 2);
    assert.match(await yaml.printsUntil(/^type: MODIFIED\n/m), /^---\nobject:\n/);
  });

  it('sees Pods change with their Deployment', async () => {
    const { prints } = watch(
      'get po -w -n istio-system -l app=istio-ingressgateway -o custom-columns=L:.metadata.labels.v',
    );
    await prints('L\n<none>\n');
    const patch = { spec: { template: { metadata: { labels: { v: '2' } } } } };
    await ictl(['patch', 'deploy', 'istio-ingressgateway', '-n', 'istio-system', '-p', JSON.stringify(patch)]);
    await prints('<none>\n2\n'); // the old Pod goes, a new one comes
  });

  it('sees a server come and go', async () => {
    const { prints } = watch(
      'get deploy -w -n istio-system istio-ingressgateway -o jsonpath=ready={.status.readyReplicas}',
    );
    await prints('ready=\n');
    const server = await ControlServer.listen(home(), readyServer);
    await prints('ready=1\n');
    await server.close();
    await prints('ready=\n');
  });

  it('takes up changes of a store that was not there', async () => {
    const { prints } = watch('get ns --watch -o name');
    await prints('namespace/default\nnamespace/istio-system\n');
    await ictl('create namespace staging');
    await prints('namespace/staging\n');
  });

  it('orders what is there only, and says so', async () => {
    await ictl('create', gateway('a'));
    const { prints, stop } = watch('get gw -w --sort-by .metadata.name -o name');
    await prints('gateway.networking.istio.io/a\n');
    assert.match((await stop()).stderr, /^Warning: --sort-by orders what is there now/);
  });

  it('refuses several types, and names that are not there', async () => {
    const several = await ictl('get gw,vs -w');
    assert.match(several.stderr, /you may only specify a single resource type/);
    assert.equal(several.exitCode, 2);
    assert.equal((await ictl('get gw nope -w')).exitCode, 4);
  });
});
