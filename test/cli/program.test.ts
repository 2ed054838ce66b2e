// What holds for the command line as a whole.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { buildProgram } from '../../src/cli/program.ts';
import { packageVersion } from '../../src/lib/package-root.ts';
import { gateway } from '../support/manifests.ts';
import { run, testContext } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('command line', () => {
  const folder = temporaryFolder();
  const ictl = (args: string | readonly string[], options = {}) => run(join(folder(), 'home'), args, options);

  it('prints help without arguments, and with --help', async () => {
    for (const args of [[], ['--help'], ['help']]) {
      const { stdout, stderr, exitCode } = await ictl(args);
      assert.match(stdout, /^Usage: ictl .*\n[\s\S]*Examples:\n {2}ictl /);
      assert.deepEqual({ stderr, exitCode }, { stderr: '', exitCode: 0 });
    }
  });

  it('prints its version', async () => {
    assert.equal((await ictl('--version')).stdout, `ictl ${packageVersion()}\n`);
    assert.equal((await ictl('version -s')).stdout, `${packageVersion()}\n`);
    assert.match((await ictl('version')).stdout, /^Version: \S+\nNode: /);
  });

  for (const args of [
    'get -f=all.yaml -o=name',
    'get --filename all.yaml -oname',
    'get --filename=all.yaml -R --output=name',
    'get --recursive -f all.yaml -o name',
  ]) {
    it(`takes ${args} as kubectl does`, async () => {
      writeFileSync(join(folder(), 'all.yaml'), gateway());
      await ictl('create', { stdin: gateway() });
      const result = await ictl(args, { cwd: folder() });
      assert.deepEqual(result, { stdout: 'gateway.networking.istio.io/web\n', stderr: '', exitCode: 0 });
    });
  }

  const mistakes: readonly [string, string][] = [
    ['gte gw', 'Error: unknown command "gte" for "ictl"\nHint: did you mean get?\n'],
    ['get --outptu json', 'Error: unknown flag: --outptu\nHint: did you mean --output?\n'],
    ['create secert tls', 'Error: create takes no arguments\nHint: did you mean ictl create secret?\n'],
    ['create -f', "Error: option '-f, --file <path>' argument missing\n"],
    ['describe gw -o jsno', 'Allowed choices are text, json.\nHint: did you mean json?\n'],
    [
      'translate rotes',
      'Error: unknown section "rotes". Allowed choices are listeners, routes, clusters, endpoints, findings.\nHint: did you mean routes?\n',
    ],
    [
      'proxy-config lisners',
      'Error: unknown command "lisners" for "ictl proxy-config"\nHint: did you mean listeners?\n',
    ],
    ['help descrbe', 'Error: unknown command "descrbe" for "ictl"\nHint: did you mean describe?\n'],
    ['help cert gne', 'Error: unknown command "gne" for "ictl cert"\nHint: did you mean gen?\n'],
    ['create secret tsl', 'Error: unknown command "tsl" for "ictl create secret"\nHint: did you mean tls?\n'],
    ['why', "Error: missing required argument 'url'\nHint: see ictl why --help\n"],
    ['create --timeout never', 'is invalid. a time like 30s or 5m\n'],
  ];
  for (const [args, message] of mistakes) {
    it(`knows what was meant by ${args}`, async () => {
      const { stderr, exitCode } = await ictl(args);
      assert.ok(stderr.endsWith(message), stderr);
      assert.equal(exitCode, 2);
    });
  }

  it('shows a real example in the help of every command', () => {
    for (const command of allCommands(buildProgram(testContext(folder())))) {
      if (command.commands.length > 0 && command.name() !== 'create') continue; // only groups others
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) });
      command.outputHelp();
      assert.match(help, new RegExp(`\n  (.* \\| )?ictl [^\n]*${command.name()}`), pathOf(command));
      assert.ok(command.description() !== '', pathOf(command));
    }
  });

  it('takes the flags of every command on either side', async () => {
    for (const args of ['-n istio-system get svc -o name', 'get svc -o name -n istio-system']) {
      assert.equal((await ictl(args)).stdout, 'service/istio-ingress\nservice/istio-ingressgateway\n');
    }
  });

  it('works on the folder of --home before that of ICTL_HOME', async () => {
    const home = join(folder(), 'other');
    await ictl(['create', 'namespace', 'staging', '--home', home]);
    assert.equal((await ictl('get ns staging')).exitCode, 4);
    assert.equal((await ictl(['get', 'ns', 'staging', '--home', home])).exitCode, 0);
    assert.equal((await ictl('get ns staging', { env: { ICTL_HOME: home } })).exitCode, 0);
  });

  it('colours errors on a terminal only, and not where it is asked not to', async () => {
    const isColored = async (args: string, options = {}) =>
      (await ictl(args, options)).stderr.startsWith('\u001b[31mError:');
    assert.equal(await isColored('get gw nope', { isTTY: true }), true);
    assert.equal(await isColored('get gw nope', { env: { FORCE_COLOR: '1' } }), true);
    assert.equal(await isColored('get gw nope'), false);
    assert.equal(await isColored('get gw nope --no-color', { isTTY: true }), false);
    assert.equal(await isColored('get gw nope', { isTTY: true, env: { NO_COLOR: '1' } }), false);
    assert.equal(await isColored('get gw nope', { isTTY: true, env: { TERM: 'dumb' } }), false);
  });
});

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]).filter((one) => one.name() !== 'help');
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
