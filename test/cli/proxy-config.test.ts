import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ControlHandler, ControlServer } from '../../src/control/control-server.ts';
import type { ServedConfig } from '../../src/control/protocol.ts';
import { cartService } from '../support/manifests.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { translateText } from '../support/translate-text.ts';

const shop = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: [raw.example.com]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  gateways: [web]
  http:
  - match: [{uri: {prefix: /cart}}]
    route: [{destination: {host: cart, port: {number: 8080}, subset: v1}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: raw}
spec:
  hosts: [raw.example.com]
  gateways: [web]
  tls:
  - match: [{sniHosts: [raw.example.com]}]
    route: [{destination: {host: cart, port: {number: 8080}}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec:
  host: cart
  subsets: [{name: v1, labels: {version: v1}}]
---
${cartService}`;

describe('proxy-config', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string | readonly string[], options = {}) => run(home(), args, { cwd: folder(), ...options });
  const table = async (args: string) => (await ictl(`pc ${args} -f shop.yaml`)).stdout;

  beforeEach(() => {
    mkdirSync(home(), { recursive: true });
    writeFileSync(join(folder(), 'shop.yaml'), shop);
  });

  const tables: readonly (readonly [args: string, text: string])[] = [
    [
      'listeners',
      `ADDRESSES   PORT   MATCH                  DESTINATION
0.0.0.0     80     ALL                    Route: http.80
0.0.0.0     443    SNI: raw.example.com   Cluster: outbound|8080||cart.default.svc.cluster.local
`,
    ],
    ['l --port 80', 'ADDRESSES   PORT   MATCH   DESTINATION\n0.0.0.0     80     ALL     Route: http.80\n'],
    [
      'r --name http.80',
      `NAME      VHOST NAME            DOMAINS            MATCH    VIRTUAL SERVICE
http.80   shop.example.com:80   shop.example.com   /cart*   shop.default
`,
    ],
    [
      'c --fqdn cart --subset v1',
      `SERVICE FQDN                     PORT   SUBSET   DIRECTION   TYPE   DESTINATION RULE
cart.default.svc.cluster.local   8080   v1       outbound    EDS    cart.default
`,
    ],
    [
      'ep --port 9001 --status healthy',
      `ENDPOINT         STATUS    OUTLIER CHECK   CLUSTER
127.0.0.1:9001   HEALTHY   OK              outbound|8080||cart.default.svc.cluster.local
`,
    ],
  ];
  for (const [args, text] of tables) {
    it(`prints istioctl's columns for ${args}`, async () => {
      assert.equal(await table(args), text);
    });
  }

  it('gives the whole of what passes the filters as JSON and YAML', async () => {
    const [listener] = JSON.parse(await table('listeners --type tcp -o json'));
    assert.equal(listener.name, '0.0.0.0_443');
    assert.equal(
      parse(await table('clusters --subset v1 -o yaml'))[0].name,
      'outbound|8080|v1|cart.default.svc.cluster.local',
    );
    assert.deepEqual(Object.keys(JSON.parse(await table('all -o json'))).sort(), [
      'clusters',
      'endpoints',
      'listeners',
      'routes',
      'secrets',
    ]);
  });

  it('says which configuration it is, beside the table', async () => {
    assert.match((await ictl('pc l -f shop.yaml')).stderr, /^Configuration translated from the files\n/);
    assert.match(
      (await ictl('pc l')).stderr,
      /^Configuration translated from revision \d+ of the store, for no server runs/,
    );
  });

  it('says what there is where nothing passes the filters', async () => {
    const { stdout, stderr, exitCode } = await ictl('pc routes --name http.81 -f shop.yaml');
    assert.deepEqual({ stdout, exitCode }, { stdout: '', exitCode: 0 });
    assert.match(stderr, /No routes pass the filters; there are http\.80\n/);
  });

  it('shows certificates by serial number and validity, and no bytes', async () => {
    await ictl('create -f shop.yaml');
    await ictl('cert gen --cn raw.example.com --secret raw -n istio-system');
    writeFileSync(
      join(folder(), 'tls.yaml'),
      shop
        .replace('mode: PASSTHROUGH', 'mode: SIMPLE, credentialName: raw')
        .replace('protocol: TLS', 'protocol: HTTPS'),
    );
    await ictl('apply -f tls.yaml');
    const { stdout } = await ictl('pc secrets');
    assert.match(stdout, /\nkubernetes:\/\/raw +Cert Chain +ACTIVE +true +[0-9a-f]+ +2027-01-02T/);
    assert.doesNotMatch((await ictl('pc secrets -o yaml')).stdout, /BEGIN/);
  });

  it('takes the gateway as istioctl does: by name, Deployment or pod', async () => {
    const pod = (await ictl('get po -n istio-system -o name -l istio=ingressgateway')).stdout.trim().slice(4);
    for (const proxy of [
      'istio-ingressgateway',
      'istio-ingressgateway.istio-system',
      'deployment/istio-ingressgateway',
      pod,
    ])
      assert.match(await table(`l ${proxy}`), /Route: http\.80/, proxy);
    const { stderr, exitCode } = await ictl('pc l istio-ingresgateway');
    assert.equal(exitCode, 4);
    assert.match(stderr, /did you mean istio-ingressgateway\?/);
    assert.equal((await ictl('pc l service/x')).exitCode, 2);
  });

  it('asks the running server, and takes its word on endpoints', async () => {
    const { config } = await translateText(shop);
    const name = 'outbound|8080||cart.default.svc.cluster.local';
    const endpoint = { address: '127.0.0.1:9001', healthy: false, ejected: true, weight: 1, priority: 0, stats: {} };
    const served: ServedConfig = {
      dump: { config, secrets: [] },
      clusters: [{ name, thresholds: {}, endpoints: [endpoint] }],
      workloads: ['istio-system/istio-ingressgateway'],
    };
    const status = {
      pid: 42,
      version: '1',
      revision: 7,
      isReady: true,
      source: 'store' as const,
      servicePorts: [],
      findings: [],
    };
    const server = await ControlServer.listen(home(), {
      poke: () => undefined,
      waitForRevision: async (revision) => ({ isReached: true, revision }),
      status: () => status,
      config: async () => served,
      drain: async () => 0,
      failHealthCheck: () => undefined,
      stop: () => undefined,
    } as Partial<ControlHandler> as ControlHandler);
    try {
      const { stdout, stderr } = await ictl('pc ep');
      assert.match(stdout, /127\.0\.0\.1:9001 +HEALTHY +FAILED +outbound\|8080\|\|cart/);
      assert.equal(stderr, 'Configuration in force in the server (process 42, revision 7)\n');
      assert.match((await ictl('pc ep istio-ingress')).stderr, /of the store, for no server runs it/);
    } finally {
      await server.close();
    }
  });

  it('fits a terminal of 80 columns', async () => {
    const { stdout } = await ictl('pc all -f shop.yaml', { isTTY: true, columns: 80 });
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.length > 80),
      [],
    );
  });

  it('suggests the section that was meant', async () => {
    const { stderr, exitCode } = await ictl('proxy-config lisners');
    assert.equal(stderr, 'Error: unknown command "lisners" for "ictl proxy-config"\nHint: did you mean listeners?\n');
    assert.equal(exitCode, 2);
  });
});
