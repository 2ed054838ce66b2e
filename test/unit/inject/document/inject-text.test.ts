import assert from 'node:assert/strict';
import { injectText } from '../../../../src/inject/document/inject-text.ts';
import type { ObjectInjector } from '../../../../src/inject/injector.ts';
import type { JsonObject } from '../../../../src/inject/pod/json.ts';

/** Puts a field and an item into every Deployment. */
const inject: ObjectInjector = (object) => {
  if (object.kind !== 'Deployment') return { object, injected: false, notes: [] };
  const spec = object.spec as JsonObject;
  const items = [...((spec.items as unknown[]) ?? []), { name: 'new', text: 'yes' }];
  return { object: { ...object, spec: { ...spec, items } }, injected: true, notes: ['done'] };
};

function injected(text: string): string {
  return injectText(text, 'x.yaml', inject).text;
}

describe('writing a document anew', () => {
  it('keeps comments, quotes and numbers as they were written', () => {
    const text = `# before
kind: Deployment # the kind
spec:
  mode: 0644 # octal
  rate: 1e3
  quoted: 'it'

  # the items
  items:
  # the first
  - name: a # its name
    text: "x"
  # after the items
`;
    assert.equal(
      injected(text),
      `# before
kind: Deployment # the kind
spec:
  mode: 0644 # octal
  rate: 1e3
  quoted: 'it'

  # the items
  items:
  # the first
  - name: a # its name
    text: "x"
  - name: new
    text: "yes"
  # after the items
`,
    );
  });

  it('writes out aliases and merge keys, so that a change shows in one place only', () => {
    const text = `kind: Deployment
x: &base {items: [{name: a}]}
spec:
  <<: *base
  other: *base
`;
    assert.equal(
      injected(text),
      `kind: Deployment
x: {items: [{name: a}]}
spec:
  other: {items: [{name: a}]}
  items:
  - {name: a}
  - name: new
    text: "yes"
`,
    );
  });

  it('keeps JSON JSON, CRLF CRLF, and indented lists indented', () => {
    assert.deepEqual(JSON.parse(injected('{"kind": "Deployment", "spec": {"n": 1}}')), {
      kind: 'Deployment',
      spec: { n: 1, items: [{ name: 'new', text: 'yes' }] },
    });
    assert.equal(
      injected('kind: Deployment\r\nspec:\r\n  items:\r\n    - name: a\r\n'),
      'kind: Deployment\r\nspec:\r\n  items:\r\n    - name: a\r\n    - name: new\r\n      text: "yes"\r\n',
    );
  });

  it('looks into Lists, and leaves alone what is beside', () => {
    const text = `kind: List
items:
- kind: Service   # as it is
  metadata: {name: deployment}
- kind: Deployment
  spec: {}
`;
    assert.equal(
      injected(text),
      `kind: List
items:
- kind: Service # as it is
  metadata: {name: deployment}
- kind: Deployment
  spec:
    items:
    - name: new
      text: "yes"
`,
    );
  });

  it('does not parse what holds no workload', () => {
    const text = 'kind: Service\nbroken: [\n';
    assert.deepEqual(injectText(text, 'x.yaml', inject), { text, injected: false, notes: [] });
    const podLike = 'kind: ConfigMap\ndata: {text: "a Pod is no workload here"}\n';
    assert.equal(injected(podLike), podLike);
  });

  it('refuses broken YAML of workloads, with its place', () => {
    assert.throws(() => injected('kind: Deployment\nspec: [\n'), /^CliError: x\.yaml:\d+:\d+: /);
    assert.throws(() => injected('kind: Deployment\nspec: {}\nspec: {}\n'), /written twice/);
  });
});
