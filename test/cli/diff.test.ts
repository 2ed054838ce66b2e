import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cartService } from '../support/manifests.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const gateway = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 80, name: http, protocol: HTTP}, hosts: ["*.example.com"]}
---
${cartService}---
`;

const routes = (rules: string, host = 'shop.example.com') => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [${host}]
  gateways: [web]
  http:
${rules}`;

const cart = '  - match: [{uri: {prefix: /cart}}]\n    route: [{destination: {host: cart, port: {number: 8080}}}]\n';
const old = '  - match: [{uri: {exact: /old}}]\n    redirect: {uri: /new}\n';

describe('diff', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string | readonly string[], options = {}) => run(home(), args, { cwd: folder(), ...options });
  const diff = (text: string, args = '', options = {}) => {
    writeFileSync(join(folder(), 'new.yaml'), text);
    return ictl(`diff -f new.yaml ${args}`.trim(), options);
  };

  beforeEach(async () => {
    writeFileSync(join(folder(), 'web.yaml'), gateway + routes(cart + old));
    assert.equal((await ictl('apply -f web.yaml')).exitCode, 0);
  });

  it('ends with 0 and says nothing where nothing would change', async () => {
    assert.deepEqual(await diff(gateway + routes(cart + old)), { stdout: '', stderr: '', exitCode: 0 });
  });

  it('says which routes of which host change, then the YAML', async () => {
    const { stdout, stderr, exitCode } = await diff(
      routes(cart.replace('8080', '9999') + old.replace('/old', '/older')),
    );
    assert.equal(exitCode, 1);
    assert.match(stderr, /1 object would change/);
    assert.match(stdout, /^Changes in the proxy:\n~ http:\/\/shop\.example\.com:31380\n/);
    assert.match(
      stdout,
      /\n {2}- route \/old leads to redirect MOVED_PERMANENTLY \/new\n {2}\+ route \/older leads to /,
    );
    assert.match(stdout, /route \/cart\* leads to outbound\|9999\|\|cart\S* instead of outbound\|8080\|\|cart/);
    assert.match(
      stdout,
      /\n--- stored\/virtualservice\/default\/shop\n\+\+\+ applied\/virtualservice\/default\/shop\n@@/,
    );
    assert.match(stdout, /\n- +number: 8080\n\+ +number: 9999\n/);
    assert.doesNotMatch(stdout, /last-applied|resourceVersion|generation/);
  });

  const changes: readonly (readonly [what: string, text: string, expected: RegExp])[] = [
    ['another order of routes', routes(old + cart), /\n {2}~ order \/old is now tried before \/cart\*\n/],
    [
      'a field of a route',
      routes(cart.replace('route:', 'timeout: 5s\n    route:') + old),
      /route \/cart\* .*timeout 0s -> 5s/,
    ],
    [
      'another host',
      routes(cart, 'new.example.com'),
      /- http:\/\/shop\S+ is gone\n[\s\S]*\+ http:\/\/new\.example\.com:31380 is new\n/,
    ],
    [
      'an endpoint',
      gateway.replace('127.0.0.1', '127.0.0.2'),
      /~ endpoints of outbound\|8080\|\|cart\S* without 127\.0\.0\.1:9001, with 127\.0\.0\.2:9001\n/,
    ],
    [
      'what no request sees',
      gateway.replace('{name: cart}\nspec', '{name: cart, labels: {app: cart}}\nspec'),
      /^Nothing changes in the proxy\n/,
    ],
    ['a mistake', routes(cart.replace('host: cart', 'host: crat')), /Findings that this brings:\n {2}error: .*crat/],
  ];
  for (const [what, text, expected] of changes) {
    it(`tells of ${what}`, async () => {
      const { stdout, exitCode } = await diff(text);
      assert.match(stdout, expected);
      assert.equal(exitCode, 1);
    });
  }

  it('writes nothing', async () => {
    const before = (await ictl('get vs shop -o yaml')).stdout;
    await diff(routes(old));
    assert.equal((await ictl('get vs shop -o yaml')).stdout, before);
  });

  it('shows a new object whole, and with --no-yaml only the proxy', async () => {
    const text = routes(cart, 'two.example.com').replace('name: shop', 'name: two');
    assert.match(
      (await diff(text)).stdout,
      /\n--- \/dev\/null\n\+\+\+ applied\/virtualservice\/default\/two\n@@ -0,0 \+1,/,
    );
    assert.doesNotMatch((await diff(text, '--no-yaml')).stdout, /---/);
  });

  it('tells which keys of a Secret change, and nothing of what is in them', async () => {
    const secret = (key: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {token: ${key}, same: equal}\n`;
    await ictl('apply -f -', { stdin: secret('first') });
    const { stdout } = await diff(secret('second'));
    assert.match(stdout, /\n- {2}token: "\*\*\* \(before\)"\n\+ {2}token: "\*\*\* \(after\)"\n/);
    assert.match(stdout, /\n {3}same: "\*\*\*"\n/);
    for (const value of ['equal', 'first', 'second'])
      assert.ok(!stdout.includes(Buffer.from(value).toString('base64')), value);
  });

  it('gives the same as JSON', async () => {
    const { stdout, exitCode } = await diff(routes(old), '-o json');
    const { changes: found, objects } = JSON.parse(stdout);
    assert.equal(exitCode, 1);
    assert.equal(found[0].subject, 'http://shop.example.com:31380');
    assert.deepEqual(found[0].parts[0].kind, 'removed');
    assert.match(objects[0], /^--- stored/);
  });

  it('colours on a terminal only', async () => {
    assert.ok((await diff(routes(old), '', { isTTY: true })).stdout.includes('\u001b[31m'));
    assert.ok(!(await diff(routes(old))).stdout.includes('\u001b'));
  });

  const mistakes: readonly [string, string, number, RegExp][] = [
    ['a field that is not known', routes(cart).replace('hosts:', 'host:'), 3, /ICTL0001/],
    ['nothing', '# nothing\n', 3, /nothing to compare/],
    [
      'a namespace that is not there',
      routes(cart).replace('{name: shop}', '{name: shop, namespace: nope}'),
      4,
      /make it with ictl create namespace nope/,
    ],
  ];
  for (const [what, text, exitCode, message] of mistakes) {
    it(`refuses ${what}`, async () => {
      const result = await diff(text);
      assert.match(result.stderr, message);
      assert.equal(result.exitCode, exitCode);
    });
  }
});
