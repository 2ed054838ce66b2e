import assert from 'node:assert/strict';
import type { HashPolicy, Route } from '../../../src/envoy/route.ts';
import { type EchoUpstream, startEcho } from '../../support/echo-upstream.ts';
import { assignment, cluster, listener, routes, routeTo, TestEngine, virtualHost } from '../../support/engine.ts';
import { exchange } from '../../support/http-exchange.ts';

function hashed(prefix: string, hashPolicy: readonly HashPolicy[], to = 'ring', action: Partial<Route['route']> = {}) {
  return { ...routeTo(to, { hashPolicy, ...action }), match: { prefix } };
}

describe('clusters that keep requests of one key together', () => {
  let upstreams: EchoUpstream[];
  const proxy = new TestEngine();

  before(async () => {
    upstreams = [];
    for (let i = 0; i < 4; i++) upstreams.push(await startEcho((response) => response.end(String(i))));
    const cookie = { name: 'session', ttl: '60s', path: '/', attributes: [{ name: 'SameSite', value: 'Strict' }] };
    await proxy.apply({
      listeners: [listener()],
      routes: [
        routes([
          virtualHost([
            hashed('/header', [{ header: { headerName: 'X-User' } }]),
            hashed('/maglev', [{ header: { headerName: 'x-user' } }], 'maglev'),
            hashed('/query', [{ queryParameter: { name: 'user' } }]),
            hashed('/rewritten', [{ queryParameter: { name: 'user' } }], 'ring', { prefixRewrite: '/new?user=same' }),
            hashed('/cookie', [{ cookie }]),
            hashed('/known-cookie', [{ cookie: { name: 'session' } }]),
            hashed('/ip', [{ connectionProperties: { sourceIp: true } }]),
            hashed('/two', [{ header: { headerName: 'x-a' } }, { header: { headerName: 'x-b' } }]),
            hashed('/terminal', [{ header: { headerName: 'x-a' }, terminal: true }, { header: { headerName: 'x-b' } }]),
            hashed('/plain', [{ cookie }], 'plain'),
          ]),
        ]),
      ],
      clusters: [
        cluster('ring', { lbPolicy: 'RING_HASH' }),
        cluster('maglev', { lbPolicy: 'MAGLEV' }),
        cluster('plain', { lbPolicy: 'ROUND_ROBIN' }),
      ],
      endpoints: ['ring', 'maglev', 'plain'].map((name) =>
        assignment(
          name,
          upstreams.map(({ port }) => port),
        ),
      ),
    });
  });
  after(async () => {
    await proxy.engine.close();
    for (const { server } of upstreams) server.close();
  });

  type Request = Parameters<typeof exchange>[1] & object;

  /** Where each of some requests went. */
  async function where(requests: readonly Request[]): Promise<string[]> {
    const answers: string[] = [];
    for (const request of requests) answers.push((await exchange(proxy.port(), request)).body);
    return answers;
  }

  async function isKept(requestOf: (key: string) => Request): Promise<void> {
    const keys = Array.from({ length: 24 }, (_, i) => `key-${i}`);
    const first = await where(keys.map(requestOf));
    assert.deepEqual(await where(keys.map(requestOf)), first);
    assert.ok(new Set(first).size > 1, 'different keys go to different endpoints');
  }

  it('by a header', () => isKept((key) => ({ path: '/header', headers: { 'x-user': key } })));
  it('by a header, with Maglev', () => isKept((key) => ({ path: '/maglev', headers: { 'x-user': key } })));
  it('by the head as the upstream gets it', async () => {
    const requests = Array.from({ length: 12 }, (_, i) => ({ path: `/rewritten?a&user=${i}` }));
    assert.equal(new Set(await where(requests)).size, 1);
  });
  it('by a query parameter as it stands in the path', () => isKept((key) => ({ path: `/query?a&user=${key}` })));
  it('by a cookie', () => isKept((key) => ({ path: '/cookie', headers: { cookie: `a=b; session="${key}"` } })));
  it('by the address of the client', async () => {
    assert.equal(new Set(await where(Array.from({ length: 12 }, () => ({ path: '/ip' })))).size, 1);
  });
  it('by two headers together', () => isKept((key) => ({ path: '/two', headers: { 'x-a': key, 'x-b': 'same' } })));
  it('by the first that there is, where it is the last', async () => {
    const requests = Array.from({ length: 12 }, (_, i) => ({
      path: '/terminal',
      headers: { 'x-a': 'same', 'x-b': `${i}` },
    }));
    assert.equal(new Set(await where(requests)).size, 1);
  });

  it('send requests without a key anywhere', async () => {
    const requests = Array.from({ length: 40 }, () => ({ path: '/known-cookie' }));
    assert.equal(new Set(await where(requests)).size, 4);
  });

  it('do not take the order of header lines for a difference', async () => {
    const [one, other] = await where([
      { path: '/header', headers: { 'x-user': ['a', 'b'] } },
      { path: '/header', headers: { 'x-user': ['b', 'a'] } },
    ]);
    assert.equal(one, other);
  });

  it('give a client a cookie that brings it back', async () => {
    for (let i = 0; i < 8; i++) {
      const { body, headers } = await exchange(proxy.port(), { path: '/cookie' });
      const [setCookie = ''] = headers['set-cookie'] ?? [];
      const match = /^session="([0-9a-f]{16})"; Max-Age=60; Path=\/; SameSite=Strict; HttpOnly$/.exec(setCookie);
      assert.ok(match, setCookie);
      const again = await exchange(proxy.port(), { path: '/cookie', headers: { cookie: `session=${match[1]}` } });
      assert.deepEqual([again.body, again.headers['set-cookie']], [body, undefined]);
    }
  });

  it('give no cookie where the cluster does not hash', async () => {
    assert.equal((await exchange(proxy.port(), { path: '/plain' })).headers['set-cookie'], undefined);
  });
});
