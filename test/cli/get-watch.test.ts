import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { runIctl } from '../../src/cli/main.ts';
import { type ControlHandler, ControlServer } from '../../src/control/control-server.ts';
import { documents, gateway } from '../support/manifests.ts';
import { type RunResult, run, testContext } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('get --watch', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string | readonly string[], stdin?: string) =>
    run(home(), args, { now: new Date('2026-01-01T00:00:00Z'), ...(stdin === undefined ? {} : { stdin }) });
  const watching: Watching[] = [];

  afterEach(async () => {
    for (const one of watching.splice(0)) await one.stop();
  });

  function watch(args: string): Watching {
    const one = new Watching(home(), args.split(' '));
    watching.push(one);
    return one;
  }

  it('shows what is there, then each change below it', async () => {
    await ictl('create', gateway('a'));
    const { prints, stop } = watch('get gw --watch --show-labels');
    await prints('NAME   AGE   LABELS\na      27h   <none>\n');
    await ictl('label gw a app=web');
    await prints('a      27h   app=web\n');
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

/** The end of the socket of a server that is ready. */
const readyServer: ControlHandler = {
  poke: () => undefined,
  waitForRevision: async (revision) => ({ isReached: true, revision }),
  status: () => ({ pid: 1, version: '0', revision: 1, isReady: true, source: 'store', servicePorts: [], findings: [] }),
  config: async () => ({ dump: undefined, clusters: [], workloads: [] }),
  drain: async () => 0,
  failHealthCheck: () => undefined,
  stop: () => undefined,
};

/** A run that goes on until it is stopped. */
class Watching {
  readonly #abort = new AbortController();
  readonly #out = { stdout: '', stderr: '' };
  readonly #exitCode: Promise<number>;
  #listener: () => void = () => undefined;

  constructor(home: string, args: readonly string[]) {
    const options = { signal: this.#abort.signal, now: new Date('2026-01-02T03:04:05.678Z') };
    const context = testContext(home, options, (stream, text) => {
      this.#out[stream] += text;
      this.#listener();
    });
    this.#exitCode = runIctl(args, context);
  }

  /** Waits until just this was printed since the last time. */
  readonly prints = async (expected: string): Promise<void> => {
    const printed = await this.#take((text) => text.length >= expected.length);
    assert.equal(printed, expected);
  };

  readonly hasPrinted = (): boolean => this.#out.stdout !== '';

  /** Waits until a pattern was printed since the last time; the answer is all that was. */
  readonly printsUntil = (pattern: RegExp): Promise<string> => this.#take((text) => pattern.test(text));

  /** Ends the run; the answer is what was printed and not looked at. */
  readonly stop = async (): Promise<RunResult> => {
    this.#abort.abort();
    const exitCode = await this.#exitCode;
    return { ...this.#out, exitCode };
  };

  async #take(isEnough: (text: string) => boolean): Promise<string> {
    while (!isEnough(this.#out.stdout)) {
      const printed = new Promise<void>((resolve) => {
        this.#listener = resolve;
      });
      const ended = this.#exitCode.then((exitCode) => assert.fail(`ended with ${exitCode}: ${this.#out.stderr}`));
      await Promise.race([printed, ended]);
    }
    const { stdout } = this.#out;
    this.#out.stdout = '';
    return stdout;
  }
}
