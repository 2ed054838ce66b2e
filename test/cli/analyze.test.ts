import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const gateway = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com]}]
`;
const virtualService = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com, api.example.com]
  gateways: [web]
  http: [{route: [{destination: {host: catalog}}]}]
`;
const formats = ['table', 'json', 'yaml', 'junit', 'sarif'];

describe('ictl analyze', () => {
  const home = temporaryFolder();
  beforeEach(() => writeFileSync(join(home(), 'in.yaml'), `${gateway}---\n${virtualService}`));

  it('prints a line a finding with its place, and a summary', async () => {
    const { stdout, stderr, exitCode } = await run(home(), 'analyze -f in.yaml');
    assert.equal(
      stdout,
      'in.yaml:12:29: warning: VirtualService default/shop: spec.hosts[1]: no server of Gateway default/web has host api.example.com, so nothing is routed for it there [IST0132]\n' +
        'in.yaml:14:34: error: VirtualService default/shop: spec.http[0].route[0].destination.host: there is no Service or ServiceEntry catalog.default.svc.cluster.local that the gateway can see; requests get 503 [IST0101]\n' +
        '2 objects: 1 error, 1 warning\n',
    );
    assert.equal(stderr, 'Error: 1 finding is at or above the failure threshold, error\n');
    assert.equal(exitCode, 1);
  });

  it('takes files as arguments, and standard input', async () => {
    const byName = await run(home(), 'analyze in.yaml');
    const piped = await run(home(), 'analyze -', { stdin: `${gateway}---\n${virtualService}` });
    assert.equal(piped.stdout, byName.stdout.replaceAll('in.yaml', '<stdin>'));
  });

  it('wraps to the terminal, says what to do, and colours unless told not to', async () => {
    const narrow = await run(home(), 'analyze -f in.yaml', { isTTY: true, env: { NO_COLOR: '1' } });
    assert.ok(narrow.stdout.split('\n').every((line) => [...line].length <= 80));
    assert.match(
      narrow.stdout,
      /^VirtualService default\/shop\n {2}warning IST0132 {2}spec\.hosts\[1\] {2}in\.yaml:12:29\n/,
    );
    assert.match(narrow.stdout, /\n {4}→ Add the host to a server of the Gateway/);
    const coloured = await run(home(), 'analyze -f in.yaml', { isTTY: true });
    assert.ok(coloured.stdout.includes('\u001b['));
  });

  it('exits alike in every format', async () => {
    for (const format of formats) {
      const all = `analyze -f in.yaml -o ${format}`;
      assert.equal((await run(home(), all)).exitCode, 1, format);
      const hidden = [...all.split(' '), '--suppress', 'IST0101=VirtualService shop.default'];
      assert.equal((await run(home(), hidden)).exitCode, 0, format);
      assert.equal((await run(home(), [...hidden, '--failure-threshold', 'Warning'])).exitCode, 1, format);
      assert.equal((await run(home(), [...hidden, '--failure-threshold', 'info'])).exitCode, 1, format);
    }
  });

  it('gives the same rows as JSON and YAML, with what to do next', async () => {
    const rows = JSON.parse((await run(home(), 'analyze -f in.yaml -o json')).stdout);
    assert.deepEqual(rows, parse((await run(home(), 'analyze -f in.yaml -o yaml')).stdout));
    const { message, next, ...place } = rows[1];
    assert.deepEqual(place, {
      code: 'IST0101',
      severity: 'error',
      kind: 'VirtualService',
      namespace: 'default',
      name: 'shop',
      path: 'spec.http[0].route[0].destination.host',
      file: 'in.yaml',
      line: 14,
      column: 34,
    });
    assert.match(message, /^there is no Service/);
    assert.match(next, /^Create what is named/);
  });

  it('counts what is suppressed, by rule and by annotation, and tells of a rule that hides nothing', async () => {
    const annotated = virtualService.replace(
      '{name: shop}',
      '{name: shop, annotations: {galley.istio.io/analyze-suppress: IST0132}}',
    );
    const rule = ['--suppress', 'IST0101=VirtualService *.default', '--suppress', 'IST0102=Namespace default'];
    const { stdout, stderr, exitCode } = await run(home(), ['analyze', ...rule], { stdin: '', cwd: home() });
    assert.equal(exitCode, 0, `${stdout}${stderr}`);
    const both = await run(home(), ['analyze', '-', ...rule], { stdin: `${gateway}---\n${annotated}` });
    assert.equal(both.stdout, '2 objects: no findings (2 suppressed)\n');
    assert.equal(both.stderr, '--suppress "IST0102=Namespace default" suppresses nothing\n');
  });

  it('fails by what is not shown, too', async () => {
    const { stdout, exitCode } = await run(
      home(),
      'analyze -f in.yaml --failure-threshold warning --output-threshold error',
    );
    assert.match(stdout, /: 1 error\n$/);
    assert.equal(exitCode, 1);
  });

  it('looks at one namespace of the store, or at all of them', async () => {
    const other = gateway
      .replace('istio: ingressgateway', 'istio: nobody')
      .replace('{name: web}', '{name: web, namespace: team}');
    await run(home(), 'create namespace team');
    await run(home(), 'create -f -', { stdin: other });
    const one = await run(home(), 'analyze');
    assert.match(one.stdout, /^\d+ objects in namespace default: no findings\n$/);
    const all = await run(home(), 'analyze -A');
    assert.match(
      all.stdout,
      /^error: Gateway team\/web: spec\.selector: no gateway workload has the labels istio=nobody/,
    );
    assert.match(all.stdout, /\d+ objects in all namespaces: 1 error, 1 info\n$/);
    assert.equal(all.exitCode, 1);
    assert.equal((await run(home(), 'analyze -n team')).exitCode, 1);
    const mistyped = await run(home(), 'analyze -n taem');
    assert.match(mistyped.stderr, /^Error: namespaces "taem" not found\n/);
    assert.equal(mistyped.exitCode, 4);
  });

  it('looks at files together with the store', async () => {
    await run(home(), 'create -f -', { stdin: gateway });
    writeFileSync(join(home(), 'shop.yaml'), virtualService);
    assert.match((await run(home(), 'analyze -f shop.yaml')).stdout, /there is no Gateway default\/web/);
    const together = await run(home(), 'analyze -f shop.yaml -k');
    assert.doesNotMatch(together.stdout, /there is no Gateway/);
    assert.match(
      together.stdout,
      /^shop\.yaml:5:29: warning: .*no server of Gateway default\/web has host api\.example\.com/,
    );
  });

  it('lists its checks', async () => {
    const { stdout, exitCode } = await run(home(), 'analyze --list-analyzers');
    assert.match(stdout, /^NAME +CODES +WHAT IT WANTS\ngateway\/conflicting-hosts +IST0145 +/);
    assert.equal(exitCode, 0);
  });

  it('refuses what it does not know', async () => {
    const hints = [
      ['-o', 'xml'],
      ['--failure-threshold', 'fatal'],
      ['--suppress', 'IST0101'],
      ['-A', '-n', 'team'],
    ];
    for (const flags of hints)
      assert.equal((await run(home(), ['analyze', '-f', 'in.yaml', ...flags])).exitCode, 2, flags.join(' '));
  });

  it('writes SARIF with rules, places and suppressions', async () => {
    const args = ['analyze', '-f', 'in.yaml', '-o', 'sarif', '--suppress', 'IST0132=VirtualService shop.default'];
    const log = JSON.parse((await run(home(), args)).stdout);
    const [{ tool, results, columnKind }] = log.runs;
    assert.equal(log.version, '2.1.0');
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.deepEqual(
      tool.driver.rules.map(({ id }: { id: string }) => id),
      ['IST0101', 'IST0132'],
    );
    assert.match(tool.driver.rules[0].help.text, /^Create what is named/);
    const [shown, hidden] = results;
    assert.equal(tool.driver.rules[shown.ruleIndex].id, shown.ruleId);
    assert.deepEqual(shown.locations[0].physicalLocation, {
      artifactLocation: { uri: 'in.yaml' },
      region: { startLine: 14, startColumn: 34 },
    });
    assert.deepEqual(hidden.suppressions, [
      { kind: 'external', justification: '--suppress IST0132=VirtualService shop.default' },
    ]);
  });

  it('writes JUnit with a test case a resource, and escapes what XML cannot hold', async () => {
    writeFileSync(join(home(), 'a<b>&.yaml'), `${gateway}---\n${virtualService}`);
    const { stdout } = await run(home(), ['analyze', '-f', 'a<b>&.yaml', '-o', 'junit']);
    assert.match(stdout, /<testsuite name="ictl analyze" tests="2" failures="1" errors="0" skipped="0">/);
    assert.match(
      stdout,
      /<testcase classname="Gateway" name="Gateway default\/web" file="a&lt;b&gt;&amp;\.yaml" line="1" time="0"\/>/,
    );
    assert.match(
      stdout,
      /<failure type="IST0101" message="there is no Service[^"]*">a&lt;b&gt;&amp;\.yaml:14:34: error: /,
    );
    assert.match(stdout, /<system-out>a&lt;b&gt;&amp;\.yaml:12:29: warning: /);
  });
});
