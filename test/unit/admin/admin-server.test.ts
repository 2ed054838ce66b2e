import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'mocha';
import { createAdminServer } from '../../../src/admin/admin-server.ts';
import type { AdminView } from '../../../src/admin/view.ts';

let revision: number | undefined;
const view: AdminView = {
  revisionInForce: () => revision,
  config: () =>
    Promise.resolve({
      config: {
        listeners: [
          { name: '0.0.0.0_80', address: { socketAddress: { address: '0.0.0.0', portValue: 80 } }, filterChains: [] },
        ],
        routes: [],
        clusters: [{ name: 'outbound|80||a', type: 'EDS', metadata: { filterMetadata: { 'a.B': { oneTwo: 1 } } } }],
        endpoints: [{ clusterName: 'outbound|80||a' }],
      },
      secrets: [{ name: 'kubernetes://cert', hasCertificate: true, hasValidation: false }],
    }),
  sockets: () => [
    { listener: '0.0.0.0_80', host: '127.0.0.1', port: 31380 },
    { listener: '0.0.0.0_80', host: '::1', port: 31380 },
  ],
  clusters: () => [
    {
      name: 'outbound|80||a',
      thresholds: { max_connections: 7 },
      endpoints: [
        { address: '127.0.0.1:9000', healthy: true, ejected: false, weight: 1, priority: 0, stats: { rq_total: 3 } },
      ],
    },
  ],
  stats: () => [
    { name: 'http.a.downstream_rq_total', value: 3 },
    { name: 'cluster.b.upstream_rq_total', value: 2 },
  ],
};

describe('admin interface', () => {
  const server = createAdminServer(view);
  let port = 0;
  before((done) => {
    server.listen(0, '127.0.0.1', () => {
      port = (server.address() as AddressInfo).port;
      done();
    });
  });
  after((done) => {
    server.close(done);
  });

  function get(
    path: string,
    options: { method?: string; host?: string } = {},
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const headers = { host: options.host ?? `127.0.0.1:${port}` };
      request({ host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers, agent: false }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      })
        .on('error', reject)
        .end();
    });
  }

  it('is ready once a revision is in force, and says which', async () => {
    assert.equal((await get('/ready')).status, 503);
    revision = 42;
    assert.deepEqual(await get('/ready'), { status: 200, body: 'LIVE\nrevision 42\n' });
  });

  it('answers to loopback names only', async () => {
    for (const host of ['localhost', `localhost:${port}`, '127.0.0.1', '[::1]:9', '127.1.2.3:15000']) {
      assert.equal((await get('/ready', { host })).status, 200, host);
    }
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1']) {
      assert.equal((await get('/ready', { host })).status, 403, host);
    }
  });

  it('is read-only', async () => {
    assert.equal((await get('/ready', { method: 'POST' })).status, 405);
    assert.equal((await get('/ready', { method: 'HEAD' })).body, '');
  });

  it('says which pages there are', async () => {
    assert.match((await get('/nothing')).body, /\/config_dump/);
    assert.equal((await get('/constructor')).status, 404);
  });

  it('dumps the configuration in snake_case with secrets masked', async () => {
    const { body } = await get('/config_dump?include_eds');
    const { configs } = JSON.parse(body) as { configs: Record<string, unknown>[] };
    assert.deepEqual(
      configs.map((config) => String(config['@type']).split('.').at(-1)),
      ['ClustersConfigDump', 'ListenersConfigDump', 'RoutesConfigDump', 'SecretsConfigDump', 'EndpointsConfigDump'],
    );
    assert.match(body, /"port_value": 80/);
    assert.match(body, /"a\.B"/);
    assert.match(body, /"inline_bytes": "W3JlZGFjdGVkXQ=="/);
    assert.doesNotMatch((await get('/config_dump')).body, /EndpointsConfigDump/);
  });

  it('lists sockets, clusters and statistics in the lines of Envoy', async () => {
    assert.equal((await get('/listeners')).body, '0.0.0.0_80::127.0.0.1:31380\n0.0.0.0_80::[::1]:31380\n');
    assert.match((await get('/clusters')).body, /^outbound\|80\|\|a::127\.0\.0\.1:9000::rq_total::3$/m);
    assert.match((await get('/clusters')).body, /^outbound\|80\|\|a::default_priority::max_connections::7$/m);
    assert.equal((await get('/stats?filter=cluster.')).body, 'cluster.b.upstream_rq_total: 2\n');
    assert.deepEqual(JSON.parse((await get('/stats?format=json&filter=cluster.')).body), {
      stats: [{ name: 'cluster.b.upstream_rq_total', value: 2 }],
    });
  });
});
