import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'mocha';
import { createAdminServer } from '../../../src/admin/admin-server.ts';
import type { AdminView } from '../../../src/admin/view.ts';
import { CLUSTER, CLUSTER_TIMES, clusterStats, HTTP, httpStats } from '../../../src/engine/stats/layouts.ts';
import { StatsStore } from '../../../src/engine/stats/stats-store.ts';
import { TrafficMetrics } from '../../../src/engine/stats/traffic-metrics.ts';

let revision: number | undefined;
let isDraining = false;

const endpoint = {
  address: '127.0.0.1:9000',
  host: '127.0.0.1',
  port: 9000,
  hostname: 'a.example',
  locality: 'r/z/s',
  healthy: true,
  ejected: false,
  weight: 1,
  priority: 0,
  stats: { cx_active: 0, rq_total: 3 },
};

/** One connection manager, one cluster, and three requests to it. */
function counted(): StatsStore {
  const store = new StatsStore();
  store.scope('http.outbound_0.0.0.0_80', httpStats).values[HTTP.downstream_rq_total] = 3;
  const scope = store.scope('cluster.outbound|80||b;', clusterStats);
  scope.values[CLUSTER.upstream_rq_total] = 2;
  scope.values[CLUSTER.upstream_rq_active] = 1;
  for (const status of [200, 200, 503]) scope.countResponse(status);
  for (const ms of [3, 30]) scope.record(CLUSTER_TIMES.upstream_rq_time, ms);
  return store;
}

function requests(): TrafficMetrics {
  const metrics = new TrafficMetrics();
  for (const series of [
    metrics.plainRequest(200),
    metrics.plainRequest(200),
    metrics.request({ status: 503, flags: 'UF', isGrpc: false, grpcStatus: '' }),
    metrics.request({ status: 200, flags: '-', isGrpc: true, grpcStatus: '5' }),
  ]) {
    series.durationMs.record(7);
    series.requestBytes.record(10);
    series.responseBytes.record(100);
  }
  const connections = metrics.connection('-');
  connections.opened = 2;
  connections.sentBytes = 30;
  return metrics;
}

const statistics = counted();
const traffic = requests();

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
      statName: 'outbound|80||a;',
      edsServiceName: 'outbound|80||a',
      thresholds: { max_connections: 7 },
      endpoints: [endpoint, { ...endpoint, address: '[::1]:9000', host: '::1', healthy: false, ejected: true }],
    },
  ],
  stats: () => statistics.snapshot(),
  histograms: () => statistics.histograms(),
  traffic: () => [{ services: [{ host: 'a.default.svc', name: 'a', namespace: 'default' }], metrics: traffic }],
  gateway: () => ({ workload: 'istio-ingressgateway', namespace: 'istio-system' }),
  isDraining: () => isDraining,
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
    const { body } = await get('/clusters');
    for (const line of [
      'observability_name::outbound|80||a;',
      'default_priority::max_connections::7',
      'eds_service_name::outbound|80||a',
      '127.0.0.1:9000::rq_total::3',
      '127.0.0.1:9000::health_flags::healthy',
      '127.0.0.1:9000::zone::z',
      '127.0.0.1:9000::hostname::a.example',
      '[::1]:9000::health_flags::/failed_outlier_check',
    ])
      assert.ok(body.includes(`outbound|80||a::${line}\n`), line);
    assert.equal(
      (await get('/stats?filter=^http.*downstream_rq_total$')).body,
      'http.outbound_0.0.0.0_80.downstream_rq_total: 3\n',
    );
    assert.match((await get('/stats?usedonly&filter=upstream_rq')).body, /;.upstream_rq_503: 1\n/);
    assert.doesNotMatch((await get('/stats?usedonly')).body, /: 0\n|No recorded values/);
    assert.match((await get('/stats')).body, /;.upstream_rq_time: P0\(nan,3\) .* P100\(nan,31\)\n/);
    assert.match((await get('/stats')).body, /;.upstream_cx_connect_ms: No recorded values\n/);
    assert.deepEqual(JSON.parse((await get('/stats?format=json&filter=^http.*downstream_rq_total$')).body), {
      stats: [{ name: 'http.outbound_0.0.0.0_80.downstream_rq_total', value: 3 }],
    });
    assert.equal((await get('/stats?filter=(')).status, 400);
  });

  it('has clusters and listeners in the JSON of Envoy', async () => {
    const { cluster_statuses: clusters } = JSON.parse((await get('/clusters?format=json')).body);
    assert.deepEqual(clusters[0].host_statuses[1], {
      address: { socket_address: { address: '::1', port_value: 9000 } },
      stats: [
        { name: 'cx_active', type: 'GAUGE' },
        { name: 'rq_total', value: '3' },
      ],
      health_status: { failed_outlier_check: true, eds_health_status: 'HEALTHY' },
      weight: 1,
      hostname: 'a.example',
      locality: { region: 'r', zone: 'z', sub_zone: 's' },
    });
    const { listener_statuses: listeners } = JSON.parse((await get('/listeners?format=json')).body);
    assert.deepEqual(listeners[0], {
      name: '0.0.0.0_80',
      local_address: { socket_address: { address: '127.0.0.1', port_value: 31380 } },
    });
  });

  it("has Envoy's statistics for Prometheus, with what Istio takes out of their names as labels", async () => {
    const { body } = await get('/stats/prometheus');
    for (const line of [
      '# TYPE envoy_cluster_upstream_rq_total counter',
      'envoy_cluster_upstream_rq_total{cluster_name="outbound|80||b"} 2',
      '# TYPE envoy_cluster_upstream_rq_active gauge',
      'envoy_cluster_upstream_rq{cluster_name="outbound|80||b",response_code="200"} 2',
      'envoy_cluster_upstream_rq{cluster_name="outbound|80||b",response_code_class="5xx"} 1',
      'envoy_http_downstream_rq_total{http_conn_manager_prefix="outbound_0.0.0.0_80"} 3',
      '# TYPE envoy_cluster_upstream_rq_time histogram',
      'envoy_cluster_upstream_rq_time_bucket{cluster_name="outbound|80||b",le="5"} 1',
      'envoy_cluster_upstream_rq_time_bucket{cluster_name="outbound|80||b",le="+Inf"} 2',
      'envoy_cluster_upstream_rq_time_sum{cluster_name="outbound|80||b"} 33',
    ])
      assert.ok(body.includes(`${line}\n`), line);
    assert.equal(body.match(/# TYPE envoy_cluster_upstream_rq counter/g)?.length, 1);
  });

  it("has Istio's standard metrics with the labels of a gateway", async () => {
    const { body } = await get('/stats/prometheus?filter=istio');
    const line = (name: string, ...parts: readonly string[]) =>
      body.split('\n').find((text) => text.startsWith(`${name}{`) && parts.every((part) => text.includes(part)));
    const plain = line('istio_requests_total', 'response_code="200"', 'request_protocol="http"') ?? '';
    assert.match(plain, / 2$/);
    for (const label of [
      'reporter="source"',
      'source_workload="istio-ingressgateway"',
      'source_workload_namespace="istio-system"',
      'destination_service="a.default.svc"',
      'destination_service_name="a"',
      'destination_service_namespace="default"',
      'response_flags="-"',
      'connection_security_policy="unknown"',
    ])
      assert.ok(plain.includes(label), label);
    assert.match(line('istio_requests_total', 'response_flags="UF"') ?? '', / 1$/);
    assert.match(line('istio_requests_total', 'request_protocol="grpc"', 'grpc_response_status="5"') ?? '', / 1$/);
    assert.match(line('istio_request_duration_milliseconds_bucket', 'le="10"', 'response_flags="-"') ?? '', / 2$/);
    assert.match(line('istio_response_bytes_sum', 'request_protocol="http"') ?? '', / 200$/);
    assert.match(line('istio_tcp_connections_opened_total') ?? '', / 2$/);
    assert.match(line('istio_tcp_sent_bytes_total') ?? '', / 30$/);
    assert.doesNotMatch(body, /envoy_/);
  });

  it('is not ready while the server drains', async () => {
    isDraining = true;
    assert.deepEqual(await get('/ready'), { status: 503, body: 'DRAINING\n' });
    isDraining = false;
  });
});
