import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const gateway = (name: string, tls = '') => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 80, name: http, protocol: HTTP}, hosts: [${name}.example.com]}
${tls}---
`;

const shop = `${gateway(
  'shop',
  `  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [shop.example.com]
    tls: {mode: SIMPLE, credentialName: shop-cert}
`,
)}${gateway('other')}apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /cart}, method: {exact: POST}, headers: {x-user: {exact: jason}}}]
    route: [{destination: {host: cart, port: {number: 8080}, subset: v1}}]
  - match: [{uri: {exact: /old}}]
    redirect: {uri: /new}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: other}
spec:
  hosts: [other.example.com]
  gateways: [other]
  http: [{route: [{destination: {host: api.example.org}}]}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec:
  host: cart
  subsets: [{name: v1, labels: {version: v1}}]
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: api}
spec:
  hosts: [api.example.org]
  ports: [{number: 80, name: http, protocol: HTTP}]
  resolution: STATIC
  endpoints: [{address: 127.0.0.1, ports: {http: 9002}}]
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{name: http, port: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, annotations: {kubernetes.io/ingress.class: istio}}
spec:
  rules:
  - host: web.example.com
    http: {paths: [{path: /status, pathType: Prefix, backend: {service: {name: cart, port: {number: 8080}}}}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: notes, labels: {app: shop}}
data: {twoWords: "first\\nsecond"}
`;

describe('describe', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string | readonly string[], options = {}) => run(home(), args, { cwd: folder(), ...options });
  const inFiles = (...args: readonly string[]) => ictl(['describe', '-f', 'shop.yaml', ...args]);
  const viewOf = async (...args: readonly string[]) => JSON.parse((await inFiles('-o', 'json', ...args)).stdout);

  beforeEach(() => writeFileSync(join(folder(), 'shop.yaml'), shop));

  it('shows fields as kubectl does, and below them what the proxy makes of them', async () => {
    const { stdout, stderr, exitCode } = await inFiles('ing', 'web');
    assert.deepEqual({ stderr, exitCode }, { stderr: '', exitCode: 0 });
    assert.equal(
      stdout,
      `Name:         web
Namespace:    default
Labels:       <none>
Annotations:  kubernetes.io/ingress.class=istio
API Version:  networking.k8s.io/v1
Kind:         Ingress
Spec:
  Rules:
    Host:  web.example.com
    Http:
      Paths:
        Backend:
          Service:
            Name:  cart
            Port:
              Number:  8080
        Path:       /status
        Path Type:  Prefix
In the proxy: files, not in force
  Listeners:
    NAME         PROTOCOL   REACHED ON                        HOSTS
    0.0.0.0_80   HTTP       127.0.0.1:31380 127.0.0.1:32080   web.example.com
  Routes:
    HOSTS             MATCH         LEADS TO                                        FROM
    web.example.com   /status[/*]   outbound|8080||cart.default.svc.cluster.local   Ingress default/web spec.rules[0].http.paths[0]
  Clusters:
    NAME                                            BALANCING       TLS   ENDPOINTS
    outbound|8080||cart.default.svc.cluster.local   LEAST_REQUEST   no    none: requests get 503
  Requests:
    GET http://web.example.com:31380/status[/*]
${stdout.slice(stdout.indexOf('  Findings:'))}`,
    );
  });

  const requests: readonly (readonly [resource: string, requests: readonly string[]])[] = [
    [
      'gw/shop',
      [
        'POST https://shop.example.com:31390/cart* x-user=jason',
        'GET https://shop.example.com:31390/old',
        'POST http://shop.example.com:31380/cart* x-user=jason',
        'GET http://shop.example.com:31380/old',
      ],
    ],
    ['gw/other', ['GET http://other.example.com:31380/*']],
    ['vs/other', ['GET http://other.example.com:31380/*']],
    ['se/api', ['GET http://other.example.com:31380/*']],
    [
      'dr/cart',
      [
        'POST https://shop.example.com:31390/cart* x-user=jason',
        'POST http://shop.example.com:31380/cart* x-user=jason',
        'GET http://web.example.com:31380/status[/*]',
      ],
    ],
    ['cm/notes', []],
  ];
  for (const [resource, expected] of requests) {
    it(`lists the requests that reach ${resource}`, async () => {
      const view = await viewOf(resource);
      assert.deepEqual([...view.requests].sort(), [...expected].sort());
    });
  }

  it('names the cluster, the endpoints and the field of each route', async () => {
    const { routes, clusters, findings } = await viewOf('vs', 'other');
    assert.deepEqual(routes, [
      {
        hosts: ['other.example.com'],
        match: '/*',
        action: 'outbound|80||api.example.org',
        from: 'VirtualService default/other spec.http[0]',
      },
    ]);
    assert.deepEqual(clusters[0].endpoints, [{ address: '127.0.0.1:9002', health: 'HEALTHY' }]);
    assert.deepEqual(findings, []);
  });

  it('says what is wrong with the resource', async () => {
    const { stdout } = await inFiles('gw', 'shop');
    assert.match(stdout, / {2}Findings:\n {4}shop\.yaml:\d+:\d+: error: .* no Secret shop-cert .*\[IST0101\]\n/);
  });

  it('shows certificates, whether the key fits and who uses them, and no key', async () => {
    await ictl('create -f shop.yaml');
    await ictl('cert gen --cn shop.example.com --secret shop-cert -n istio-system');
    const { stdout } = await ictl('describe secret shop-cert -n istio-system');
    assert.match(stdout, /tls\.key: {2}\d+ bytes\n/);
    assert.match(stdout, /tls\.crt +CN=shop\.example\.com, self-signed +DNS:shop\.example\.com +until 2027/);
    assert.match(stdout, /Private key:\n {4}belongs to the certificate\n/);
    assert.match(stdout, /Gateway default\/shop spec\.servers\[1\]\.tls +certificate +kubernetes:\/\/shop-cert\n/);
    assert.doesNotMatch(stdout, /PRIVATE KEY|LS0t/);
    const json = await ictl('describe secret shop-cert -n istio-system -o json');
    assert.doesNotMatch(json.stdout, /PRIVATE KEY|LS0t/);
  });

  it('answers from the store, and says which revision it is', async () => {
    await ictl('apply -f shop.yaml');
    const { stdout, exitCode } = await ictl('describe vs/shop gw/other');
    assert.equal(exitCode, 0);
    assert.match(stdout, /Revision: {5}\d+, generation 1\n/);
    assert.match(stdout, /In the proxy: revision \d+ of the store; no server runs\n/);
    assert.doesNotMatch(stdout, /last-applied/);
    assert.equal(stdout.match(/^Name:/gm)?.length, 2);
  });

  it('keeps the keys of maps that users choose, and lines of values below each other', async () => {
    const { stdout } = await inFiles('cm', 'notes');
    assert.match(stdout, /^Labels: {7}app=shop\n/m);
    assert.match(stdout, /^ {2}twoWords: {2}first\n {13}second\n/m);
    assert.match(stdout, /^In the proxy: nothing \(files, not in force\)\n/m);
  });

  it('fits a terminal of 80 columns, and colours titles only there', async () => {
    const { stdout } = await ictl('describe -f shop.yaml dr/cart', { isTTY: true, columns: 80 });
    const table = stdout.slice(stdout.indexOf('Listeners'), stdout.indexOf('Requests'));
    assert.deepEqual(
      table.split('\n').filter((line) => line.length > 80),
      [],
    );
    assert.ok(stdout.includes('\u001b[1mIn the proxy:'));
  });

  it('shows every object of a file without a type, and nothing raw', async () => {
    const name = 'a\\e[2J';
    writeFileSync(
      join(folder(), 'notes.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {k: "${name}"}\n`,
    );
    const { stdout } = await ictl('describe -f shop.yaml -f notes.yaml');
    assert.equal(stdout.match(/^Kind:/gm)?.length, 10);
    assert.ok(!stdout.includes('\u001b'));
  });

  const mistakes: readonly [string, number, RegExp][] = [
    ['describe', 2, /specify the type/],
    ['describe gatway', 2, /did you mean gateway\?/],
    ['describe -f shop.yaml gw sop', 4, /gateways\.networking\.istio\.io "sop" not found\nHint: did you mean shop\?/],
    ['describe -f shop.yaml gw shop -o yaml', 2, /Allowed choices are text, json/],
  ];
  for (const [args, exitCode, message] of mistakes) {
    it(`refuses ${args}`, async () => {
      const result = await ictl(args);
      assert.match(result.stderr, message);
      assert.equal(result.exitCode, exitCode);
    });
  }
});
