import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const good = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web}
spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
`;
const bad = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [a.com]
  htp: []
`;
const unknown = 'apiVersion: example.com/v1\nkind: Foo\nmetadata: {name: foo}\n';
const policy = 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: deny}\nspec: {}\n';

describe('ictl validate', () => {
  const home = temporaryFolder();

  it('prints a line a problem with its place, and a summary', async () => {
    writeFileSync(join(home(), 'in.yaml'), [good, bad, unknown].join('---\n'));
    const { stdout, stderr, exitCode } = await run(home(), 'validate -f in.yaml');
    assert.equal(
      stdout,
      'in.yaml:11:3: error: VirtualService default/shop: spec.htp: unknown field "htp", did you mean "http"? [ICTL0001]\n' +
        '3 objects: 1 accepted, 1 refused, 1 of unknown kinds skipped (Foo)\n',
    );
    assert.equal(stderr, 'Error: 1 of 3 objects refused\n');
    assert.equal(exitCode, 1);
  });

  it('prints one entry an object in document order as JSON', async () => {
    const stdin = [bad, unknown, policy, good].join('---\n');
    const { stdout, exitCode } = await run(home(), 'validate -o json', { stdin });
    const entries = JSON.parse(stdout);
    assert.equal(exitCode, 1);
    assert.deepEqual(
      entries.map((entry: Record<string, unknown>) => [entry.kind, entry.namespace, entry.name, entry.accepted]),
      [
        ['VirtualService', 'default', 'shop', false],
        ['Foo', 'default', 'foo', true],
        ['AuthorizationPolicy', 'default', 'deny', true],
        ['Gateway', 'default', 'web', true],
      ],
    );
    assert.deepEqual(entries[0].errors, [
      {
        code: 'ICTL0001',
        column: 3,
        file: '<stdin>',
        line: 6,
        message: 'unknown field "htp", did you mean "http"?',
        path: 'spec.htp',
        severity: 'error',
      },
    ]);
    assert.equal(entries[1].skipped, true);
    assert.equal(entries[2].warnings[0].code, 'ICTL0005');
  });

  it('exits 0 where all is accepted', async () => {
    assert.equal((await run(home(), 'validate', { stdin: good })).exitCode, 0);
  });

  it('exits alike in every format, and tells of each object', async () => {
    for (const format of ['table', 'json', 'yaml', 'junit', 'sarif']) {
      const { stdout, exitCode } = await run(home(), `validate -o ${format}`, { stdin: [bad, good].join('---\n') });
      assert.equal(exitCode, 1, format);
      assert.match(stdout, format === 'table' ? /2 objects: 1 accepted, 1 refused/ : /shop/, format);
      assert.equal((await run(home(), `validate -o ${format}`, { stdin: good })).exitCode, 0, format);
    }
    assert.equal((await run(home(), 'validate -o xml', { stdin: good })).exitCode, 2);
  });

  it('exits 3 where the input is not YAML', async () => {
    const { stderr, exitCode } = await run(home(), 'validate', { stdin: 'a: [1\n' });
    assert.match(stderr, /^Error: <stdin>:\d+:\d+: /);
    assert.equal(exitCode, 3);
  });
});
