import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Config } from '../../src/envoy/config.ts';
import type { Finding } from '../../src/lib/finding.ts';
import { run } from '../support/run-ictl.ts';
import { suiteFolder } from '../support/temporary-folder.ts';

const yaml = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["shop.example.org"]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: ["shop.example.org"]
  gateways: [edge]
  http:
  - match: [{uri: {prefix: /api}, headers: {x-user: {exact: jason}}}]
    route: [{destination: {host: catalog, port: {number: 8000}}}]
  - directResponse: {status: 404}
---
apiVersion: v1
kind: Service
metadata: {name: catalog}
spec:
  ports: [{name: http, port: 8000}]
`;

describe('ictl translate', () => {
  const folder = suiteFolder();
  const translate = (args: string, stdin?: string) =>
    run(folder, `translate ${args}`.trim(), stdin === undefined ? {} : { stdin });

  before(() => writeFileSync(join(folder, 'shop.yaml'), yaml));

  it('prints one object with everything as JSON, and nothing else', async () => {
    const { stdout, stderr, exitCode } = await translate('-f shop.yaml -o json');
    const all = JSON.parse(stdout) as Config & { readonly findings: readonly Finding[] };
    assert.deepEqual(Object.keys(all).sort(), ['clusters', 'endpoints', 'findings', 'listeners', 'routes']);
    assert.deepEqual(
      all.listeners.map(({ name }) => name),
      ['0.0.0.0_80'],
    );
    assert.deepEqual(
      all.findings.map(({ code }) => code),
      ['ICTL0025'],
    );
    assert.deepEqual([stderr, exitCode], ['', 0]);
  });

  it('prints one section as YAML', async () => {
    const { stdout } = await translate('-f shop.yaml routes -o yaml');
    const routes = parse(stdout) as Config['routes'];
    assert.equal(routes[0]?.virtualHosts[0]?.name, 'shop.example.org:80');
  });

  it('prints tables by default, with where each row comes from, and findings on standard error', async () => {
    const { stdout, stderr } = await translate('-f shop.yaml');
    const lines = stdout.split('\n').map((line) => line.split(/ {3,}/));
    assert.deepEqual(lines[1], ['0.0.0.0_80', '*', 'HTTP', 'http.80', 'Gateway default/edge spec.servers[0]']);
    assert.deepEqual(lines[4], [
      'http.80',
      'shop.example.org',
      '/api* x-user=jason',
      'outbound|8000||catalog.default.svc.cluster.local',
      'VirtualService default/shop spec.http[0].match[0]',
    ]);
    assert.deepEqual(lines[5]?.slice(2, 4), ['/*', 'answer 404']);
    assert.match(stderr, /^shop\.yaml:\d+:\d+: warning: VirtualService default\/shop: .* \[ICTL0025\]\n$/);
  });

  it('reads standard input where that is a pipe', async () => {
    const { stdout } = await translate('listeners', yaml);
    assert.match(stdout, /0\.0\.0\.0_80/);
  });

  it('exits with 0 whatever the findings', async () => {
    const { stdout, exitCode } = await translate('findings', yaml.replace('status: 404', 'status: 99'));
    assert.match(stdout, /error: VirtualService default\/shop: .*200-599/);
    assert.equal(exitCode, 0);
  });

  it('puts objects into the namespace of -n', async () => {
    const { stdout } = await translate('-n team-a -f shop.yaml clusters');
    assert.match(stdout, /catalog\.team-a\.svc\.cluster\.local/);
  });

  it('takes the mesh config of a file', async () => {
    writeFileSync(join(folder, 'mesh.yaml'), 'connectTimeout: 3s\n');
    const { stdout } = await translate('-f shop.yaml --mesh-config mesh.yaml clusters -o json');
    const clusters = JSON.parse(stdout) as Config['clusters'];
    assert.equal(clusters.find(({ name }) => name.includes('catalog'))?.connectTimeout, '3s');
  });

  const wrong: Readonly<Record<string, readonly [string, number, RegExp]>> = {
    'a section that there is not': [
      '-f shop.yaml nosuch',
      2,
      /unknown section "nosuch"\. Allowed choices are listeners, routes/,
    ],
    'a format that there is not': [
      '-f shop.yaml -o xml',
      2,
      /'xml' is invalid\. Allowed choices are json, yaml, table/,
    ],
    'nothing to translate': ['', 2, /filename not specified/],
    'a file that there is not': ['-f nowhere.yaml', 3, /nowhere\.yaml/],
    'a mesh config that there is not': ['-f shop.yaml --mesh-config nowhere.yaml', 3, /mesh config cannot be read/],
  };
  for (const [what, [args, exitCode, message]] of Object.entries(wrong)) {
    it(`refuses ${what}`, async () => {
      const result = await translate(args);
      assert.equal(result.exitCode, exitCode);
      assert.match(result.stderr, message);
    });
  }

  it('refuses what is no YAML', async () => {
    const { exitCode, stderr } = await translate('', 'a: [1');
    assert.equal(exitCode, 3);
    assert.match(stderr, /<stdin>/);
  });
});
