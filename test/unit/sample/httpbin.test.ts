import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'mocha';
import { createHttpbin } from '../../../src/sample/httpbin.ts';

describe('sample httpbin', () => {
  const server = createHttpbin({ random: () => 0.9 });
  let base = '';

  before((done) => {
    server.listen(0, '127.0.0.1', () => {
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    server.close(done);
    server.closeAllConnections();
  });

  const get = (path: string, init?: RequestInit) => fetch(base + path, { redirect: 'manual', ...init });

  it('answers the status it is asked for, without a body', async () => {
    for (const status of [200, 301, 404, 418, 503]) {
      const response = await get(`/status/${status}`);
      assert.equal(response.status, status);
      assert.equal(await response.text(), '');
    }
  });

  it('picks among weighted statuses', async () => {
    assert.equal((await get('/status/200:8,500:2')).status, 500);
    assert.equal((await get('/status/200:19,500:1')).status, 200);
  });

  it('refuses a status that is none', async () => {
    for (const code of ['abc', '99', '600', '200:x']) assert.equal((await get(`/status/${code}`)).status, 400);
  });

  it('shows headers in train case', async () => {
    const { headers } = (await (await get('/headers', { headers: { 'x-one-two': 'three' } })).json()) as {
      headers: Record<string, string>;
    };
    assert.equal(headers['X-One-Two'], 'three');
  });

  it('shows the arguments of a query, also odd ones', async () => {
    const text = await (await get('/get?a=1&a=2&b=3&__proto__=x')).text();
    assert.match(text, /"__proto__": "x"/);
    assert.deepEqual((JSON.parse(text) as { args: Record<string, unknown> }).args.a, ['1', '2']);
  });

  it('takes the origin from x-forwarded-for', async () => {
    assert.deepEqual(await (await get('/ip', { headers: { 'x-forwarded-for': '10.0.0.1, 10.0.0.2' } })).json(), {
      origin: '10.0.0.1, 10.0.0.2',
    });
  });

  it('echoes a body at /anything', async () => {
    const shown = (await (await get('/anything/below', { method: 'POST', body: '{"a":1}' })).json()) as Record<
      string,
      unknown
    >;
    assert.equal(shown.method, 'POST');
    assert.deepEqual(shown.json, { a: 1 });
  });

  it('streams lines of JSON', async () => {
    const lines = (await (await get('/stream/3')).text()).trim().split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { id: number }).id),
      [0, 1, 2],
    );
  });

  it('answers with the headers that it is given', async () => {
    const response = await get('/response-headers?x-a=1&x-a=2');
    assert.equal(response.headers.get('x-a'), '1, 2');
  });

  it('waits at /delay, at most ten seconds', async () => {
    assert.equal((await get('/delay/0')).status, 200);
    assert.equal((await get('/delay/x')).status, 400);
  });

  it('names its endpoints where there is none', async () => {
    assert.equal((await get('/nothing')).status, 404);
    assert.equal((await get('/')).status, 200);
  });

  it('refuses a method that an endpoint does not have', async () => {
    const response = await get('/headers', { method: 'POST' });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET');
  });
});
