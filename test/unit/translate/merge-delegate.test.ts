import assert from 'node:assert/strict';
import type { HttpMatchRequest, HttpRoute } from '../../../src/kinds/virtual-service/virtual-service.ts';
import type { HttpRule } from '../../../src/translate/virtual-service/bound-virtual-service.ts';
import { mergeDelegate } from '../../../src/translate/virtual-service/merge-delegate.ts';

function rule(matches: readonly HttpMatchRequest[], fields: Omit<HttpRoute, 'match'> = {}, name = 'vs'): HttpRule {
  const source = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', namespace: 'ns', name };
  return {
    rule: fields,
    matches: matches.map((match, index) => ({ match, path: `spec.http[0].match[${index}]` })),
    namespace: 'ns',
    source,
    path: 'spec.http[0]',
  };
}

/** The merged matches, or 'conflict'. */
function merged(root: HttpMatchRequest, delegate: HttpMatchRequest): HttpMatchRequest | 'conflict' {
  return mergeDelegate(rule([root]), rule([delegate]))?.matches[0]?.match ?? 'conflict';
}

describe('a match of a delegate', () => {
  const uri = (match: HttpMatchRequest['uri']) => ({ ...(match && { uri: match }) });
  const narrower: readonly (readonly [string, HttpMatchRequest, HttpMatchRequest])[] = [
    ['a longer prefix', uri({ prefix: '/a' }), uri({ prefix: '/a/b' })],
    ['a path below the prefix', uri({ prefix: '/a' }), uri({ exact: '/a/b' })],
    ['the same path', uri({ exact: '/a' }), uri({ exact: '/a' })],
    ['the same port', { port: 80 }, { port: 80 }],
    ['a gateway of those of the root', { gateways: ['ns/a', 'ns/b'] }, { gateways: ['ns/a'] }],
    ['the same source namespace', { sourceNamespace: 'x' }, { sourceNamespace: 'x' }],
  ];
  for (const [what, root, delegate] of narrower) {
    it(`may have ${what}`, () => assert.deepEqual(merged(root, delegate), delegate));
  }

  const conflicts: readonly (readonly [string, HttpMatchRequest, HttpMatchRequest])[] = [
    ['a shorter prefix', uri({ prefix: '/a/b' }), uri({ prefix: '/a' })],
    ['a prefix of an exact path', uri({ exact: '/a' }), uri({ prefix: '/a' })],
    ['another path', uri({ exact: '/a' }), uri({ exact: '/b' })],
    ['an expression', uri({ prefix: '/a' }), uri({ regex: '/a.*' })],
    ['anything where the root has an expression', uri({ regex: '/a.*' }), uri({ exact: '/a' })],
    ['another method', { method: { exact: 'GET' } }, { method: { exact: 'POST' } }],
    ['another value of a header', { headers: { x: { exact: '1' } } }, { headers: { x: { exact: '2' } } }],
    ['another query parameter', { queryParams: { q: { exact: '1' } } }, { queryParams: { q: { exact: '2' } } }],
    ['another port', { port: 80 }, { port: 81 }],
    ['another idea of case', { ignoreUriCase: true }, {}],
    ['a gateway that the root has not', { gateways: ['ns/a'] }, { gateways: ['ns/b'] }],
    ['another source namespace', { sourceNamespace: 'x' }, { sourceNamespace: 'y' }],
    ['another source label', { sourceLabels: { a: '1' } }, { sourceLabels: { a: '2' } }],
  ];
  for (const [what, root, delegate] of conflicts) {
    it(`may not have ${what}`, () => assert.equal(merged(root, delegate), 'conflict'));
  }

  it('has the headers and parameters of both', () => {
    const root = { headers: { x: { exact: '1' } }, withoutHeaders: { n: {} } };
    const delegate = { headers: { y: {} }, queryParams: { q: {} } };
    assert.deepEqual(merged(root, delegate), {
      headers: { x: { exact: '1' }, y: {} },
      withoutHeaders: { n: {} },
      queryParams: { q: {} },
    });
  });

  it('is tried with each match of the root, and needs one that is wider', () => {
    const root = rule([uri({ prefix: '/a' }), uri({ prefix: '/' }), uri({ prefix: '/b' })]);
    const two = mergeDelegate(root, rule([uri({ exact: '/a/x' })]));
    assert.equal(two?.matches.length, 2);
    assert.equal(mergeDelegate(root, rule([uri({ exact: '/a/x' }), uri({ exact: 'x' })])), undefined);
  });
});

describe('a rule of a delegate', () => {
  it('takes over the matches of the root where it has none', () => {
    const matches = mergeDelegate(rule([{ port: 80 }]), rule([]))?.matches.map(({ match }) => match);
    assert.deepEqual(matches, [{ port: 80 }]);
  });

  it('inherits what it does not say itself', () => {
    const root = rule([], { timeout: '5s', headers: { request: { set: { a: '1' } } }, delegate: { name: 'x' } });
    const result = mergeDelegate(root, rule([], { timeout: '1s', route: [{ destination: { host: 'h' } }] }));
    assert.deepEqual(result?.rule, {
      timeout: '1s',
      headers: { request: { set: { a: '1' } } },
      route: [{ destination: { host: 'h' } }],
    });
  });

  it('joins the names', () => {
    const name = (root?: string, delegate?: string) =>
      mergeDelegate(rule([], { ...(root && { name: root }) }), rule([], { ...(delegate && { name: delegate }) }))?.rule
        .name;
    assert.deepEqual([name('a', 'b'), name('a'), name(undefined, 'b'), name()], ['a-b', 'a', 'b', undefined]);
  });

  it('stays the delegate’s, for short names and for what it is said to come from', () => {
    const result = mergeDelegate(rule([], {}, 'root'), { ...rule([], {}, 'delegate'), namespace: 'other' });
    assert.deepEqual([result?.source.name, result?.namespace], ['delegate', 'other']);
  });
});
