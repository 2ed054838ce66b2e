// The editor is a script: each time it is opened it takes the next step.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents, gateway, virtualService } from '../support/manifests.ts';
import { type RunOptions, type RunResult, run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

describe('edit', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const temporary = () => join(folder(), 'tmp');
  const ictl = (args: string | readonly string[], options: RunOptions = {}) => run(home(), args, options);
  const read = async (what: string) => JSON.parse((await ictl(`get ${what} -o json`)).stdout);

  beforeEach(async () => {
    mkdirSync(temporary());
    await ictl('create', { stdin: documents(gateway('web'), gateway('other'), virtualService()) });
  });

  /** Runs an edit in which the editor runs these scripts, one each time it is opened; `$1` is the file. */
  async function edit(
    args: string,
    steps: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunResult> {
    const step = `n=$(cat ${folder()}/count); echo $((n + 1)) > ${folder()}/count; cp "$1" ${folder()}/seen-$n; `;
    const cases = steps.map((script, index) => `${index}) ${script} ;;`).join('\n');
    writeFileSync(join(folder(), 'count'), '0');
    writeFileSync(join(folder(), 'editor.sh'), `${step}\ncase $n in\n${cases}\nesac\n`);
    return ictl(args, {
      env: { PATH: process.env.PATH ?? '', TMPDIR: temporary(), EDITOR: `sh ${folder()}/editor.sh`, ...env },
    });
  }
  const seen = (step: number) => readFileSync(join(folder(), `seen-${step}`), 'utf8');
  const kept = () => readdirSync(temporary()).map((name) => join(temporary(), name));
  const replaced = (from: string, to: string) =>
    `sed 's|${from}|${to}|' "$1" > "$1.new" && cat "$1.new" > "$1" && rm "$1.new"`;

  it('stores what was changed, and leaves no file', async () => {
    const result = await edit('edit gw web', [replaced('foo.bar.com', 'b.example.com')]);
    assert.match(result.stdout, /^Updated config gateway\/default\/web to revision \d+\n$/);
    assert.deepEqual({ ...result, stdout: '' }, { stdout: '', stderr: '', exitCode: 0 });
    assert.deepEqual((await read('gw web')).spec.servers[0].hosts, ['b.example.com']);
    assert.match(seen(0), /^# Please edit what is below\.[\s\S]*\n#\napiVersion: networking\.istio\.io\/v1\n/);
    assert.deepEqual(kept(), []);
  });

  it('keeps the file to its owner', async () => {
    await edit('edit gw web', [
      `stat -c %a "$1" > ${folder()}/mode 2>/dev/null || stat -f %Lp "$1" > ${folder()}/mode`,
    ]);
    assert.equal(readFileSync(join(folder(), 'mode'), 'utf8'), '600\n');
  });

  it('stores nothing where nothing was changed', async () => {
    for (const step of ['true', replaced('^kind:', '# mine\\nkind:'), 'sed -i.bak "/^status/d" "$1"; rm "$1.bak"']) {
      const { resourceVersion } = (await read('gw web')).metadata;
      const result = await edit('edit gw web', [step]);
      assert.deepEqual(result, { stdout: '', stderr: 'Edit cancelled, no changes made.\n', exitCode: 0 }, step);
      assert.equal((await read('gw web')).metadata.resourceVersion, resourceVersion);
    }
    assert.equal((await edit('edit gw web', [': > "$1"'])).stderr, 'Edit cancelled, saved file was empty.\n');
    assert.deepEqual(kept(), []);
  });

  it('says at the top what is wrong, where, and opens the text again', async () => {
    const result = await edit('edit gw web', [
      replaced('hosts:', 'hostz:'),
      `${replaced('hostz:', 'hosts:')} && ${replaced('foo.bar.com', 'c.example.com')}`,
    ]);
    assert.equal(result.exitCode, 0);
    assert.deepEqual((await read('gw web')).spec.servers[0].hosts, ['c.example.com']);
    const lines = seen(1).split('\n');
    const said = lines.find((line) => line.includes('hostz'));
    assert.match(said ?? '', /^# \S+\.yaml:\d+:\d+: error: Gateway default\/web: spec\.servers\[0\]\.hostz: /);
    const line = Number(/\.yaml:(\d+):/.exec(said ?? '')?.[1]);
    assert.match(lines[line - 1] ?? '', /^ *-? *hostz:/);
  });

  it('says what is no YAML, and what validation refuses', async () => {
    const steps = [
      replaced('selector:', 'selector: ['),
      `${replaced('selector: \\[', 'selector:')} && ${replaced('protocol: HTTP', 'protocol: NOPE')}`,
      'true',
    ];
    const result = await edit('edit gw web', steps);
    assert.match(seen(1), /^# error: \S+\.yaml:\d+:\d+: /m);
    assert.match(seen(2), /^# .*error: Gateway default\/web: .*NOPE/m);
    assert.equal(result.exitCode, 3);
  });

  it('keeps a text that stays wrong, and says where', async () => {
    const result = await edit('edit gw web', [replaced('hosts:', 'hostz:'), 'true']);
    assert.equal(result.exitCode, 3);
    const [file = ''] = kept();
    assert.ok(result.stderr.includes(`A copy of your changes has been stored to "${file}"\n`), result.stderr);
    assert.match(result.stderr, /Error: edit cancelled, no valid changes were saved\n$/);
    assert.match(readFileSync(file, 'utf8'), /hostz/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('overwrites nothing that somebody else has changed meanwhile', async () => {
    const edited = edit('edit gw web', [
      `touch ${folder()}/open; while [ ! -e ${folder()}/go ]; do sleep 0.01; done; ${replaced('foo.bar.com', 'mine.example.com')}`,
    ]);
    await until(() => existsSync(join(folder(), 'open')));
    await ictl('label gw web app=theirs');
    writeFileSync(join(folder(), 'go'), '');
    const result = await edited;
    assert.equal(result.exitCode, 4);
    assert.match(result.stderr, /A copy of your changes[\s\S]*the object has been modified/);
    const [file = ''] = kept();
    assert.match(readFileSync(file, 'utf8'), /mine\.example\.com/);
    assert.deepEqual((await read('gw web')).spec.servers[0].hosts, ['foo.bar.com']);
  });

  it('edits several objects in one text, and stores all or none', async () => {
    const result = await edit('edit gw/web gw/other vs/web', [replaced('foo.bar.com', 'd.example.com')]);
    assert.match(
      result.stdout,
      /^Updated config gateway\/default\/web .*\nUpdated config gateway\/default\/other .*\n$/,
    );
    assert.equal(seen(0).match(/^---$/gm)?.length, 2);
    const json = await edit('edit gw web other -o json', [replaced('d.example.com', 'e.example.com')]);
    assert.equal(json.exitCode, 0);
    assert.equal(JSON.parse(seen(0)).kind, 'List');
    assert.deepEqual((await read('gw other')).spec.servers[0].hosts, ['e.example.com']);
  });

  it('says what is wrong with JSON, too', async () => {
    const result = await edit('edit gw web -o json', [
      replaced('"hosts"', '"hostz"'),
      `${replaced('"hostz"', '"hosts"')} && ${replaced('foo.bar.com', 'f.example.com')}`,
    ]);
    assert.match(seen(1), /^# .*hostz[\s\S]*\n#\n\{\n/m);
    assert.equal(result.exitCode, 0);
    assert.deepEqual((await read('gw web')).spec.servers[0].hosts, ['f.example.com']);
  });

  it('lets nobody rename, move or add', async () => {
    await edit('edit gw web', [replaced('name: web', 'name: renamed'), 'true']);
    assert.match(
      seen(1),
      /^# error: Gateway default\/renamed is not among what is edited, which is Gateway default\/web: /m,
    );
    await edit('edit gw web', [`cat "$1" > "$1.2"; printf -- '---\\n' >> "$1"; cat "$1.2" >> "$1"; rm "$1.2"`, 'true']);
    assert.match(seen(1), /^# error: Gateway default\/web is here twice/m);
  });

  it('edits what files name, in the version that is asked for', async () => {
    assert.equal(
      (await edit('edit gateways.v1beta1.networking.istio.io web', [replaced('foo.bar.com', 'g.example.com')]))
        .exitCode,
      0,
    );
    assert.match(seen(0), /^apiVersion: networking\.istio\.io\/v1beta1$/m);
    writeFileSync(join(folder(), 'gw.yaml'), gateway('web'));
    assert.equal((await edit(`edit -f ${folder()}/gw.yaml`, ['true'])).exitCode, 0);
    assert.match(seen(0), /g\.example\.com/);
  });

  it('asks KUBE_EDITOR, then EDITOR, then VISUAL; quotes are for the shell', async () => {
    const editor = () => `sh ${folder()}/editor.sh`;
    assert.match(
      (await edit('edit gw web', ['true'], { KUBE_EDITOR: 'false' })).stderr,
      /the editor "false": exit code 1/,
    );
    assert.match((await edit('edit gw web', ['true'], { EDITOR: '', VISUAL: editor() })).stderr, /no changes made/);
    assert.match(
      (await edit('edit gw web', ['true'], { EDITOR: `"sh" '${folder()}/editor.sh'` })).stderr,
      /no changes made/,
    );
    const missing = await edit('edit gw web', [], { EDITOR: '/no/such/editor --wait' });
    assert.match(missing.stderr, /there was a problem with the editor "\/no\/such\/editor --wait"/);
    assert.equal(missing.exitCode, 5);
    assert.deepEqual(kept(), []);
  });

  for (const [args, code, message] of [
    ['edit', 2, 'provide configuration type and name'],
    ['edit gw', 2, 'provide configuration type and name'],
    ['edit gw nope', 4, '"nope" not found'],
    ['edit gw web -o toml', 2, 'the format toml cannot be edited'],
    ['edit po x', 4, 'pods "x" not found'],
  ] as const) {
    it(`ends with ${code} for ${args}, before any editor`, async () => {
      const { exitCode, stderr } = await edit(args, []);
      assert.ok(stderr.includes(message), stderr);
      assert.equal(exitCode, code);
      assert.equal(existsSync(join(folder(), 'seen-0')), false);
    });
  }
});
