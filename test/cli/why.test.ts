import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cartService } from '../support/manifests.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const shop = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: web
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["*.example.com"]
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: [raw.example.com]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts: [shop.example.com]
  gateways: [web]
  http:
  - match:
    - uri: {prefix: /cart}
      headers: {x-user: {exact: jason}}
    - uri: {prefix: /cart}
      queryParams: {v: {exact: "2"}}
    route:
    - destination: {host: cart, port: {number: 8080}}
  - match: [{uri: {exact: /old}}]
    redirect: {uri: /new}
  - match: [{uri: {prefix: /split}}]
    route:
    - {destination: {host: cart, port: {number: 8080}}, weight: 80}
    - {destination: {host: empty, port: {number: 8080}}, weight: 20}
  - match: [{uri: {prefix: /empty}}]
    route: [{destination: {host: empty, port: {number: 8080}}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: any
spec:
  hosts: ["*.example.com"]
  gateways: [web]
  http:
  - directResponse: {status: 418}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: raw
spec:
  hosts: [raw.example.com]
  gateways: [web]
  tls:
  - match: [{sniHosts: [raw.example.com]}]
    route: [{destination: {host: cart, port: {number: 8080}}}]
---
${cartService}---
apiVersion: v1
kind: Service
metadata: {name: empty}
spec: {ports: [{name: http, port: 8080}]}
`;

/** One VirtualService with every policy, and the DestinationRule of its destination. */
const policies = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: policies}
spec:
  hosts: [policies.example.com]
  gateways: [web]
  http:
  - match: [{uri: {prefix: /all}}]
    timeout: 10s
    retries: {attempts: 3, perTryTimeout: 2s, retryOn: "5xx,409", backoff: 100ms}
    fault:
      delay: {fixedDelay: 5s, percentage: {value: 10}}
      abort: {httpStatus: 503, percentage: {value: 0.5}}
    corsPolicy: {allowOrigins: [{exact: "https://a.example"}]}
    mirror: {host: cart, port: {number: 8080}}
    mirrorPercentage: {value: 5}
    rewrite: {uri: /}
    headers: {request: {set: {x-a: b}}}
    route: [{destination: {host: cart, port: {number: 8080}, subset: v1}}]
  - match: [{uri: {prefix: /abort}}]
    fault: {abort: {httpStatus: 418, percentage: {value: 100}}}
    route: [{destination: {host: cart, port: {number: 8080}}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec:
  host: cart
  trafficPolicy:
    loadBalancer: {consistentHash: {httpHeaderName: x-user}}
    outlierDetection: {consecutive5xxErrors: 3}
    portLevelSettings:
    - port: {number: 8080}
      loadBalancer: {consistentHash: {httpHeaderName: x-port}}
  subsets:
  - name: v1
    trafficPolicy: {connectionPool: {http: {http1MaxPendingRequests: 1}}}
  - name: v2
    trafficPolicy:
      loadBalancer: {consistentHash: {httpHeaderName: x-user}}
---
`;

interface ShownPolicy {
  readonly name: string;
  readonly text: string;
  readonly source?: { readonly path: string };
}

function shownPolicies(list: readonly ShownPolicy[]): string[] {
  return list.map(({ name, text, source }) => `${name}: ${text} <- ${source?.path ?? ''}`);
}

describe('why', () => {
  const folder = temporaryFolder();
  const why = (...args: readonly string[]) => run(join(folder(), 'home'), ['why', ...args], { cwd: folder() });
  const whyJson = async (...args: readonly string[]) =>
    JSON.parse((await why('-f', 'shop.yaml', '-o', 'json', ...args)).stdout);

  beforeEach(() => writeFileSync(join(folder(), 'shop.yaml'), shop));

  it('names each step to the endpoint, with the resource, field and line it comes from', async () => {
    const { stdout, exitCode } = await why('-f', 'shop.yaml', '-H', 'x-user: jason', 'http://shop.example.com/cart/1');
    assert.equal(exitCode, 0);
    assert.equal(
      stdout,
      `GET http://shop.example.com/cart/1
listener      0.0.0.0_80
              from Gateway default/web spec.servers[0] (shop.yaml:8)
              not 0.0.0.0_443 from Gateway default/web spec.servers[1] (shop.yaml:10): listens on port 443
filter chain  any connection (routes http.80)
              from Gateway default/web spec.servers[0] (shop.yaml:8)
virtual host  shop.example.com:80 (domain shop.example.com)
              from VirtualService default/shop spec.hosts[0] (shop.yaml:19)
              not *.example.com:80 from VirtualService default/any spec.hosts[0] (shop.yaml:43): *.example.com is less specific than shop.example.com
route         /cart* x-user=jason (1 of 5 routes)
              from VirtualService default/shop spec.http[0].match[0] (shop.yaml:23)
  timeout     none (Istio's default)
  retries     2 on connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes; endpoints not tried before come first (Istio's default)
cluster       outbound|8080||cart.default.svc.cluster.local
              from Service default/cart (shop.yaml:59)
  balancing   LEAST_REQUEST (Istio's default)
  limits      connect within 10s (Istio's default)
endpoint      127.0.0.1:9001
result        forwarded to outbound|8080||cart.default.svc.cluster.local
`,
    );
  });

  it('says of each earlier route what did not match', async () => {
    const { route } = await whyJson('http://shop.example.com/cart?v=2');
    assert.equal(route.source.path, 'spec.http[0].match[1]');
    assert.deepEqual(
      route.passedOver.map(({ reasons }: { readonly reasons: readonly string[] }) => reasons),
      [['header x-user: wanted exactly "jason", there is none']],
    );
  });

  it('says of all routes what did not match, and ends with 1', async () => {
    const { stdout, stderr, exitCode } = await why('-f', 'shop.yaml', '-o', 'json', 'http://shop.example.com/cart?v=1');
    const { route, outcome } = JSON.parse(stdout);
    assert.equal(exitCode, 1);
    assert.match(stderr, /the request is not routed/);
    assert.deepEqual(outcome, {
      kind: 'not-routed',
      status: 404,
      flag: 'NR',
      summary: 'no route of shop.example.com:80 matches',
    });
    assert.equal(route.passedOver.length, 5);
    assert.deepEqual(route.passedOver[1].reasons, ['query parameter v: wanted exactly "2", got "1"']);
    assert.deepEqual(route.passedOver[2].reasons, ['path: wanted exactly "/old", got "/cart"']);
  });

  const outcomes: readonly (readonly [args: string, exitCode: number, outcome: RegExp])[] = [
    ['http://shop.example.com/old', 0, /^301, redirected to http:\/\/shop\.example\.com\/new$/],
    ['http://other.example.com/', 0, /^418, answered by the route itself$/],
    ['http://shop.example.com/split', 0, /^forwarded to outbound\|8080\|\|cart/],
    ['http://shop.example.com/empty', 0, /^503 UH, .* has no endpoints$/],
    ['http://shop.example.com/a/../old', 0, /^301,/],
    ['http://example.com/', 1, /^404 NR, no virtual host for example\.com$/],
    [
      'http://shop.example.com:81/',
      1,
      /^nothing listens for port 81: listened to are 80 \(.*31380.*\), 443 \(.*31390.*\)$/,
    ],
    ['http://shop.example.com/%00', 1, /^400, refused/],
    ['https://raw.example.com/', 0, /^forwarded to outbound\|8080\|\|cart/],
    ['https://shop.example.com/', 1, /^the connection is closed: no filter chain takes it$/],
    ['http://shop.example.com:443/', 1, /^the connection is closed: .* does not speak TLS$/],
  ];
  for (const [args, exitCode, outcome] of outcomes)
    it(`${args} ends with ${exitCode}`, async () => {
      const result = await why('-f', 'shop.yaml', ...args.split(' '));
      assert.match(/^result +(.*)$/m.exec(result.stdout)?.[1] ?? '', outcome);
      assert.equal(result.exitCode, exitCode);
    });

  it('lists weighted clusters with their share and endpoints', async () => {
    const { clusters } = await whyJson('http://shop.example.com/split');
    assert.deepEqual(
      clusters.map((one: { name: string; detail: string; endpoints: { name: string }[] }) => [
        one.name,
        one.detail,
        one.endpoints.map(({ name }) => name),
      ]),
      [
        ['outbound|8080||cart.default.svc.cluster.local', 'weight 80 of 100', ['127.0.0.1:9001']],
        ['outbound|8080||empty.default.svc.cluster.local', 'weight 20 of 100', []],
      ],
    );
  });

  it('says which policies of the route and the destination apply, and where each is written', async () => {
    writeFileSync(join(folder(), 'shop.yaml'), policies + shop);
    const url = 'http://policies.example.com/all';
    const { route, clusters } = await whyJson('-H', 'origin: https://b.example', url);
    assert.deepEqual(shownPolicies(route.policies), [
      'fault: delay of 5s for 10% of requests, abort with 503 for 0.5% of requests <- spec.http[0].fault',
      'cors: origin https://b.example is not allowed to read it <- spec.http[0].corsPolicy',
      'rewrite: matched path becomes / <- spec.http[0].rewrite',
      'headers: request =x-a <- spec.http[0].headers',
      'timeout: 10s with all retries <- spec.http[0].timeout',
      'retries: 3 on 5xx,retriable-status-codes; statuses 409; 2s each; back-off from 0.100s <- spec.http[0].retries',
      'mirror: copy to outbound|8080||cart.default.svc.cluster.local of 5% of requests <- spec.http[0].mirror',
    ]);
    assert.deepEqual(shownPolicies(clusters[0].policies), [
      'balancing: RING_HASH by header x-port, of which the request as given says nothing <- spec.trafficPolicy.portLevelSettings[0].loadBalancer',
      'limits: 1 requests waiting, connect within 10s <- spec.subsets[0].trafficPolicy.connectionPool',
    ]);
  });

  it('names the endpoint that a key is hashed to, and what only a running server knows', async () => {
    const rule = policies.replace(/ {4}portLevelSettings:\n.*\n.*x-port.*\n/, '');
    const three = shop.replace('{ip: 127.0.0.1}', '{ip: 127.0.0.1}, {ip: 127.0.0.2}, {ip: 127.0.0.3}');
    writeFileSync(join(folder(), 'shop.yaml'), rule + three);
    const { clusters } = await whyJson('-H', 'x-user: jason', 'http://policies.example.com/all');
    const [{ policies: shown, endpoints }] = clusters;
    assert.deepEqual(
      endpoints.map(({ name, detail }: { name: string; detail?: string }) => `${name} ${detail ?? ''}`),
      ['127.0.0.1:9001 ', '127.0.0.2:9001 the request goes here', '127.0.0.3:9001 '],
    );
    assert.match(shown[0].text, /^RING_HASH by header x-user$/);
    assert.match(shown[1].text, /^after 3 5xx in a row, .* who is out now only a running server knows \(\/clusters\)$/);
  });

  it('says that a fault answers in the place of the upstream', async () => {
    writeFileSync(join(folder(), 'shop.yaml'), policies + shop);
    const { outcome } = await whyJson('http://policies.example.com/abort');
    assert.deepEqual(outcome, {
      kind: 'answered',
      status: 418,
      flag: 'FI',
      summary: 'the fault of the route answers every request',
    });
  });

  it('takes a node port of the gateway for the port it leads to, and the Host header for the host', async () => {
    const { listener, virtualHost } = await whyJson('-H', 'Host: shop.example.com', 'http://127.0.0.1:31380/old');
    assert.equal(listener.name, '0.0.0.0_80');
    assert.equal(listener.detail, 'port 31380 leads to port 80');
    assert.equal(virtualHost.name, 'shop.example.com:80');
  });

  it('shows what was refused when it cannot find a way', async () => {
    writeFileSync(join(folder(), 'broken.yaml'), shop.replace('hosts: ["*.example.com"]', 'host: x'));
    const { stderr, exitCode } = await why('-f', 'broken.yaml', 'http://shop.example.com/cart');
    assert.equal(exitCode, 1);
    assert.match(stderr, /broken\.yaml:\d+:\d+: error: Gateway default\/web: .*ICTL0001/);
  });

  it('explains what is in the store without -f, and makes none', async () => {
    const args = 'http://shop.example.com/cart?v=2';
    assert.match((await why(args)).stdout, /no Gateway applies/);
    assert.equal((await run(join(folder(), 'home'), 'create -f shop.yaml', { cwd: folder() })).exitCode, 0);
    const { stdout, exitCode } = await why(args);
    assert.equal(exitCode, 0);
    assert.match(stdout, /from VirtualService default\/shop spec\.http\[0\]\.match\[1\]\n/);
  });

  for (const args of [
    'ftp://x/',
    'http://',
    'http://x:99999/',
    '-X G(T http://x/',
    '-H nocolon http://x/',
    '-o xml http://x/',
    '',
  ])
    it(`refuses "why ${args}" as wrong usage`, async () => {
      assert.equal((await why(...args.split(' ').filter((arg) => arg !== ''))).exitCode, 2);
    });
});
