// kubectl's dialect of JSONPath (client-go, util/jsonpath).
import assert from 'node:assert/strict';
import { parseTemplate } from '../../../src/cli/output/json-path/parse-template.ts';
import { renderTemplate } from '../../../src/cli/output/json-path/render-template.ts';

const pods = {
  kind: 'List',
  items: [
    {
      kind: 'Pod',
      metadata: { name: 'a', labels: { 'app.kubernetes.io/name': 'x' } },
      status: { hostIP: '127.0.0.1', ready: true, restarts: 2 },
    },
    {
      kind: 'Service',
      metadata: { name: 'b' },
      spec: { ports: [{ port: 80, name: 'http' }, { port: 443, name: 'https' }, { port: 31400 }] },
    },
    { kind: 'Pod', metadata: { name: 'c' }, status: { hostIP: '10.0.0.1', ready: false, restarts: 0 } },
  ],
};

const cases: readonly [string, string][] = [
  ['{.items[0].status.hostIP}', '127.0.0.1'],
  ['{$.items[0].metadata.name}', 'a'],
  ['{@.kind}', 'List'],
  ['{.kind} has {.items[1].metadata.name}!', 'List has b!'],
  ['{.items[*].metadata.name}', 'a b c'],
  ['{.items[*]["metadata"]["name"]}', 'a b c'],
  ["{.items[0]['metadata'].labels['app.kubernetes.io/name']}", 'x'],
  ['{.items[0].metadata.labels.app\\.kubernetes\\.io/name}', 'x'],
  ['{.items[-1].metadata.name}', 'c'],
  ['{.items[-1:].metadata.name}', 'c'],
  ['{.items[0:2].metadata.name}', 'a b'],
  ['{.items[:2].metadata.name}', 'a b'],
  ['{.items[::2].metadata.name}', 'a c'],
  ['{.items[1:].metadata.name}', 'b c'],
  ['{.items[0,2].metadata.name}', 'a c'],
  ["{.items[0].metadata['name','labels']}", 'a {"app.kubernetes.io/name":"x"}'],
  ['{..name}', 'a b http https c'],
  ['{..metadata.name}', 'a b c'],
  ['{.items[?(@.kind=="Pod")].metadata.name}', 'a c'],
  ["{.items[?(@.kind=='Pod')].metadata.name}", 'a c'],
  ['{.items[?(@.kind!="Pod")].metadata.name}', 'b'],
  ['{.items[?(@.status.ready==true)].metadata.name}', 'a'],
  ['{.items[?(@.status.restarts>1)].metadata.name}', 'a'],
  ['{.items[?(@.status.restarts<=1)].metadata.name}', 'c'],
  ['{.items[?( @.spec )].metadata.name}', 'b'],
  ['{.items[1].spec.ports[?(@.name)].port}', '80 443'],
  ['{.items[?(@.spec.ports[0].port==80)].metadata.name}', 'b'],
  ['{.items[?(@.kind==@.kind)].metadata.name}', 'a b c'],
  ['{range .items[*]}{.metadata.name}={.kind}{"\\n"}{end}', 'a=Pod\nb=Service\nc=Pod\n'],
  ["{range .items[*]}{.metadata.name}{'\\t'}{end}", 'a\tb\tc\t'],
  ['{range .items[1:2]}{range .spec.ports[*]}[{.port}]{end};{end}', '[80][443][31400];'],
  ['{.items[0].status}', '{"hostIP":"127.0.0.1","ready":true,"restarts":2}'],
  ['{.items[1].spec.ports[0]}', '{"name":"http","port":80}'],
  ['{.items[0].status.*}', '127.0.0.1 true 2'],
  ['{.nothing.here}', ''],
  ['{.items[*].nothing}', ''],
  ['{"}"}{\'{\'}', '}{'],
  ['plain', 'plain'],
  ['{ .kind }', 'List'],
  ['{.kind.length}', ''],
  ['{.__proto__}{.constructor}', ''],
];

const refusals: readonly [string, RegExp][] = [
  ['{.items[0]', /unclosed \{/],
  ['{.items[', /an index, a quoted key/],
  ['{.items[?(@.a==)]}', /a filter compares/],
  ['{range .items[*]}{.a}', /\{range\} has no \{end\}/],
  ['{end}', /\{end\} without \{range\}/],
  ['{"abc}', /unterminated "/],
  ['{.a b}', /expected \}/],
  ['{.items[a]}', /an index, a quoted key/],
];

describe('JSONPath', () => {
  for (const [template, expected] of cases) {
    it(`makes ${JSON.stringify(expected)} of ${template}`, () => {
      assert.equal(renderTemplate(parseTemplate(template), pods), expected);
    });
  }

  for (const [template, message] of refusals) {
    it(`refuses ${template}`, () => {
      assert.throws(() => parseTemplate(template), message);
    });
  }

  it('says that there are fewer elements than an index asks for', () => {
    assert.throws(() => renderTemplate(parseTemplate('{.items[7]}'), pods), {
      message: 'array index out of bounds: index 7, length 3',
      exitCode: 4,
    });
  });
});
