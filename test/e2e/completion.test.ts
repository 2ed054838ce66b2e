// The completion scripts in the real shells.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, it } from 'mocha';
import { installedIctl } from '../support/installed-ictl.ts';
import { needs } from '../support/real-clients.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const gateway = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: httpbin-gateway}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [httpbin.example.com]}]
`;

/** Calls the completion function as readline does: bash has cut the words at = itself. */
const inBash = `source <(ictl completion bash)
offer() {
  COMP_LINE="$1" COMP_POINT=\${#1} COMP_CWORD=$(($# - 2)) COMP_WORDS=("\${@:2}")
  _ictl ictl "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD - 1]}"
  printf '%s\\n' "\${COMPREPLY[@]}"
}
`;

describe('completion in a shell', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let env: Record<string, string> = {};

  beforeEach(async () => {
    const ictl = await installedIctl();
    env = {
      PATH: `${dirname(ictl)}:${process.env.PATH}`,
      HOME: folder(),
      ICTL_HOME: join(folder(), 'state'),
      TERM: 'dumb',
    };
    writeFileSync(join(folder(), 'gateway.yaml'), gateway);
    await execa(ictl, ['create', '-f', join(folder(), 'gateway.yaml')], { env, extendEnv: false });
  });

  const run = async (shell: string, ...args: readonly string[]) =>
    (await execa(shell, args, { env, extendEnv: false, cwd: folder() })).stdout.split('\n');

  const lines: readonly (readonly [line: string, words: readonly string[], offered: readonly string[]])[] = [
    ['ictl desc', ['ictl', 'desc'], ['describe']],
    ['ictl get gateway htt', ['ictl', 'get', 'gateway', 'htt'], ['httpbin-gateway']],
    ['ictl get gw/', ['ictl', 'get', 'gw/'], ['gw/httpbin-gateway']],
    ['ictl get gw -n ', ['ictl', 'get', 'gw', '-n', ''], ['default', 'istio-system']],
    ['ictl get gw --output=js', ['ictl', 'get', 'gw', '--output', '=', 'js'], ['json', 'jsonpath=', 'jsonpath-file=']],
    ['ictl create -f gate', ['ictl', 'create', '-f', 'gate'], ['gateway.yaml']],
  ];
  for (const [line, words, offered] of lines) {
    it(`bash offers ${offered.join(' ')} behind "${line}"`, async function () {
      needs(this, 'bash');
      const found = await run('bash', '--norc', '-c', `${inBash}offer "$@"`, 'bash', line, ...words);
      for (const one of offered) assert.ok(found.includes(one), found.join(' '));
      assert.ok(
        found.every((one) => one.startsWith(words.at(-1) ?? '')),
        found.join(' '),
      );
    });
  }

  it('fish offers names and files', async function () {
    needs(this, 'fish');
    const script = 'ictl completion fish | source; complete -C "ictl get gateway "; complete -C "ictl create -f gate"';
    assert.deepEqual(await run('fish', '--no-config', '-c', script), ['httpbin-gateway', 'gateway.yaml']);
  });

  it('zsh takes the script', async function () {
    needs(this, 'zsh');
    const script = 'autoload -U compinit; compinit -u -D; source <(ictl completion zsh); print $_comps[ictl]';
    assert.deepEqual(await run('zsh', '-f', '-c', script), ['_ictl']);
  });
});
