import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CliError } from '../../../../src/lib/errors.ts';
import { decodeOne, decodeText, problemLines, virtualService } from './decode-text.ts';

const gateway = (name: string) =>
  `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: ${name}}\nspec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}\n`;

describe('decode', () => {
  it('reads every document of a stream in order and skips those of comments only', async () => {
    const documents = await decodeText(
      `# nothing\n---\n${gateway('a')}---\n# nothing\n--- \n${gateway('b')}...\n---\n`,
    );
    assert.deepEqual(
      documents.map(({ name, status }) => [name, status]),
      [
        ['a', 'known'],
        ['b', 'known'],
      ],
    );
  });

  it('reads CRLF line ends and a byte order mark', async () => {
    const { object } = await decodeOne(`\uFEFF${gateway('a').replaceAll('\n', '\r\n')}`);
    assert.equal(object?.metadata.name, 'a');
  });

  it('reads JSON, indented with tabs too', async () => {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, null, '\t');
    assert.equal((await decodeOne(text)).object?.metadata.name, 'shop');
  });

  it('unpacks lists, and lists in lists', async () => {
    const inner = {
      kind: 'GatewayList',
      apiVersion: 'networking.istio.io/v1',
      items: [{ kind: 'Foo', apiVersion: 'v1' }],
    };
    const list = { kind: 'List', apiVersion: 'v1', items: [inner, { kind: 'Bar', apiVersion: 'v1' }] };
    assert.deepEqual(
      (await decodeText(JSON.stringify(list))).map(({ kind, status }) => [kind, status]),
      [
        ['Foo', 'unknown-kind'],
        ['Bar', 'unknown-kind'],
      ],
    );
  });

  it('takes no property of JavaScript objects for a version', async () => {
    for (const apiVersion of ['__proto__', 'constructor', 'toString']) {
      const decoded = await decodeOne(JSON.stringify({ apiVersion, kind: 'Service', metadata: { name: 'a' } }));
      assert.match(
        problemLines(decoded).join(),
        /apiVersion: there is no Service in (__proto__|constructor|toString), use v1$/,
      );
    }
  });

  it('finds fields of objects in a list', async () => {
    const text =
      'kind: List\napiVersion: v1\nitems:\n- kind: Namespace\n  apiVersion: v1\n  metadata:\n    name: shop\n    nam: x\n';
    assert.deepEqual(problemLines(await decodeOne(text)), [
      '8:5 metadata.nam: unknown field "nam", did you mean "name"?',
    ]);
  });

  it('resolves anchors, aliases and merge keys, and finds the places behind them', async () => {
    const spec = [
      '  hosts: &hosts [a.com]',
      '  http:',
      '  - &rule',
      '    route: [{destination: {host: b, prot: x}}]',
      '  - <<: *rule',
      '    name: second',
      '  exportTo: *hosts',
    ].join('\n');
    const decoded = await decodeOne(virtualService(spec));
    assert.deepEqual(problemLines(decoded), [
      '9:37 spec.http[0].route[0].destination.prot: unknown field "prot", did you mean "port"?',
      '9:37 spec.http[1].route[0].destination.prot: unknown field "prot", did you mean "port"?',
    ]);
  });

  it('stores every version in the storage version', async () => {
    for (const version of ['v1', 'v1beta1', 'v1alpha3']) {
      const { object, apiVersion } = await decodeOne(gateway('a').replace('istio.io/v1', `istio.io/${version}`));
      assert.deepEqual([apiVersion, object?.apiVersion], [`networking.istio.io/${version}`, 'networking.istio.io/v1']);
    }
  });

  it('says which versions there are where one is not served', async () => {
    const decoded = await decodeOne(gateway('a').replace('istio.io/v1', 'istio.io/v9'));
    assert.match(
      problemLines(decoded)[0] ?? '',
      /^1:1 apiVersion: there is no Gateway in networking.istio.io\/v9, use /,
    );
  });

  it('knows policies by name, and keeps their specs', async () => {
    const decoded = await decodeOne(
      'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: a}\nspec: {rules: [{}]}\n',
    );
    assert.equal(decoded.status, 'policy');
    assert.deepEqual(decoded.object?.spec, { rules: [{}] });
  });

  it('takes snake_case field names of Istio kinds and stores them in camelCase', async () => {
    const spec =
      '  hosts: [a.com]\n  http:\n  - match: [{query_params: {a_b: {exact: x}}}]\n    direct_response: {status: 200}';
    const { object, problems } = await decodeOne(virtualService(spec));
    assert.deepEqual(problems, []);
    assert.deepEqual(object?.spec, {
      hosts: ['a.com'],
      http: [{ match: [{ queryParams: { a_b: { exact: 'x' } } }], directResponse: { status: 200 } }],
    });
  });
});

describe('undecodable input', () => {
  const cases: Readonly<Record<string, readonly [text: string, message: RegExp]>> = {
    'a mapping in a plain scalar': ['kind: a: b\n', /^in\.yaml:1:\d+: .*\n {2}kind: a: b\n {8}\^$/],
    'a tab for indentation': ['a:\n\tb: c\n', /^in\.yaml:2:1: tabs are not allowed/],
    'an open bracket': ['a: [1\n', /^in\.yaml:\d+:\d+: /],
    'an alias without an anchor': ['a: *b\n', /^in\.yaml:1:4: /],
    'an anchor that contains itself': ['a: &a [*a]\n', /^in\.yaml:1:8: the anchor &a contains itself/],
    'the second document': ['a: 1\n---\nb: [\n', /^in\.yaml:[34]:\d+: /],
    'too many levels': [`a: ${'['.repeat(200)}${']'.repeat(200)}\n`, /^in\.yaml:1:\d+: nested deeper than 100 levels/],
    'far too many levels': ['['.repeat(1_000_000), /^in\.yaml:1:1: nested deeper than 10000 levels/],
    'too many levels for the parser': ['- '.repeat(5000), /^in\.yaml:1:\d+: nested too deeply/],
    'too many directives': ['%A\n'.repeat(1_000_000), /^in\.yaml:1:1: more than 100 directives/],
    'a document that is too large': [
      `a: ${'x'.repeat(5 * 1024 * 1024)}\n`,
      /^in\.yaml:1:1: the document is larger than 5 MiB/,
    ],
  };
  for (const [title, [text, message]] of Object.entries(cases)) {
    it(`is refused with its place: ${title}`, async () => {
      await assert.rejects(decodeText(text), (error) => {
        assert.ok(error instanceof CliError);
        assert.equal(error.exitCode, 3);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('is refused where aliases stand for more than fits', async () => {
    const levels = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let letter = 0; letter < 8; letter++) {
      const [name, before] = [98 + letter, 97 + letter].map((code) => String.fromCharCode(code));
      levels.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`);
    }
    await assert.rejects(decodeText(levels.join('\n')), /aliases stand for more than 100000 values/);
  });
});
