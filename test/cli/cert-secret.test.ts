import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { createIdentity } from '../support/certificates.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = new Date();
const certs = '/etc/istio/ingressgateway-certs';

interface Server {
  readonly hosts: string;
  readonly tls: string;
}

function gateway(...servers: Server[]): string {
  const list = servers.map(
    ({ hosts, tls }, at) =>
      `  - port: {number: ${443 + at}, name: https-${at}, protocol: HTTPS}\n    hosts: ${hosts}\n    tls: ${tls}\n`,
  );
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web}
spec:
  selector: {istio: ingressgateway}
  servers:
${list.join('')}`;
}

const simple = gateway({ hosts: '[foo.bar.com, "prod/*.bar.com"]', tls: '{mode: SIMPLE, credentialName: web-cert}' });

describe('cert secret', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string, stdin?: string) =>
    run(home(), args, { cwd: folder(), now, ...(stdin !== undefined && { stdin }) });
  const secret = async (name: string) => {
    const { type, data } = JSON.parse((await ictl(`get secret ${name} -n istio-system -o json`)).stdout);
    const decoded = Object.entries(data as Record<string, string>).map(
      ([key, text]) => [key, Buffer.from(text, 'base64').toString()] as const,
    );
    return { type, data: Object.fromEntries(decoded) as Record<string, string> };
  };

  it('makes the Secret that credentialName names, for the hosts, where the gateway looks', async () => {
    await ictl('create -f -', simple);
    const { stdout, exitCode } = await ictl('cert secret --for gateway/web --key-type ecdsa:p256');
    assert.match(
      stdout,
      /^Created config secret\/istio-system\/web-cert at revision \d+: certificate for foo\.bar\.com, \*\.bar\.com\n$/,
    );
    assert.equal(exitCode, 0);
    const { type, data } = await secret('web-cert');
    assert.equal(type, 'kubernetes.io/tls');
    const certificate = new X509Certificate(data['tls.crt'] ?? '');
    assert.equal(certificate.subjectAltName, 'DNS:foo.bar.com, DNS:*.bar.com');
    assert.ok(certificate.checkPrivateKey(createPrivateKey(data['tls.key'] ?? '')));
    const verdict = await ictl('cert verify secret/web-cert -n istio-system --host foo.bar.com --host a.bar.com');
    assert.equal(verdict.exitCode, 0);
    assert.doesNotMatch((await ictl('translate findings -f -', simple)).stdout, /IST0161/);
  });

  it('follows paths to the Secrets that the Deployment mounts, and their names', async () => {
    const tls = `{mode: MUTUAL, serverCertificate: ${certs}/tls.crt, privateKey: ${certs}/tls.key, caCertificates: /etc/istio/ingressgateway-ca-certs/ca-chain.cert.pem}`;
    await ictl('create -f -', gateway({ hosts: '[foo.bar.com]', tls }));
    await ictl('cert ca');
    assert.equal((await ictl('cert secret --for gw/web --ca --key-type ecdsa:p256')).exitCode, 0);
    const { type, data } = await secret('istio-ingressgateway-certs');
    assert.deepEqual([type, Object.keys(data).sort()], ['kubernetes.io/tls', ['tls.crt', 'tls.key']]);
    const ca = (await ictl('cert ca --stdout')).stdout;
    assert.deepEqual(await secret('istio-ingressgateway-ca-certs'), {
      type: 'Opaque',
      data: { 'ca-chain.cert.pem': ca },
    });
  });

  it('gives a MUTUAL server the local CA, or says that one is missing', async () => {
    await ictl('create -f -', gateway({ hosts: '[foo.bar.com]', tls: '{mode: MUTUAL, credentialName: web-cert}' }));
    await ictl('cert ca');
    const { stderr } = await ictl('cert secret --for gateway/web --key-type ecdsa:p256');
    assert.match(stderr, /^Clients need certificates: .*secret generic web-cert-cacert --from-file=ca\.crt=FILE\n$/);
    await ictl('cert secret --for gateway/web --ca --force --key-type ecdsa:p256');
    assert.deepEqual(Object.keys((await secret('web-cert')).data).sort(), ['ca.crt', 'tls.crt', 'tls.key']);
  });

  it('makes one certificate for servers that share a Secret, and two for two', async () => {
    await ictl(
      'create -f -',
      gateway(
        { hosts: '[a.example]', tls: '{mode: SIMPLE, credentialName: shared}' },
        { hosts: '[b.example]', tls: '{mode: SIMPLE, credentialName: shared}' },
        { hosts: '[c.example]', tls: '{mode: SIMPLE, credentialNames: [rsa, ecdsa]}' },
      ),
    );
    assert.equal((await ictl('cert secret --for gateway/web')).stdout.split('\n').length, 4);
    const certificateOf = async (name: string) => new X509Certificate((await secret(name)).data['tls.crt'] ?? '');
    assert.equal((await certificateOf('shared')).subjectAltName, 'DNS:a.example, DNS:b.example');
    assert.equal((await certificateOf('rsa')).publicKey.asymmetricKeyType, 'rsa');
    assert.equal((await certificateOf('ecdsa')).publicKey.asymmetricKeyType, 'ec');
  });

  it('overwrites only with --force, and keeps what else is there', async () => {
    await ictl('create -f -', simple);
    await ictl('cert secret --for gateway/web --key-type ecdsa:p256');
    const first = await secret('web-cert');
    const refused = await ictl('cert secret --for gateway/web --key-type ecdsa:p256');
    assert.match(refused.stderr, /Secret web-cert in istio-system has tls\.crt and tls\.key already\nHint: .*--force/);
    assert.equal(refused.exitCode, 4);
    const extra = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'web-cert', namespace: 'istio-system' } };
    const data = Object.fromEntries(
      Object.entries({ ...first.data, 'ca.crt': 'mine' }).map(([key, text]) => [
        key,
        Buffer.from(text).toString('base64'),
      ]),
    );
    await ictl('replace -f -', JSON.stringify({ ...extra, type: 'kubernetes.io/tls', data }));
    assert.match((await ictl('cert secret --for gateway/web --key-type ecdsa:p256 --force')).stdout, /^Updated config/);
    const second = await secret('web-cert');
    assert.equal(second.data['ca.crt'], 'mine');
    assert.notEqual(second.data['tls.key'], first.data['tls.key']);
  });

  it('takes a pair of the user, if it is for every host', async () => {
    await ictl('create -f -', simple);
    for (const [file, names] of [
      ['good', ['DNS:foo.bar.com', 'DNS:*.bar.com']],
      ['bad', ['DNS:foo.bar.com']],
    ] as const) {
      const identity = createIdentity({ names });
      writeFileSync(join(folder(), `${file}.crt`), identity.certificatePem);
      writeFileSync(join(folder(), `${file}.key`), identity.keyPem);
    }
    const bad = await ictl('cert secret --for gateway/web --key bad.key --cert bad.crt');
    assert.match(bad.stderr, /the certificate in bad\.crt is not for \*\.bar\.com/);
    assert.equal(bad.exitCode, 3);
    assert.equal((await ictl('cert secret --for gateway/web --key good.key --cert good.crt')).exitCode, 0);
    assert.equal((await ictl('cert secret --for gateway/web --key good.key')).exitCode, 2);
  });

  it('prints the Secret instead of writing it', async () => {
    await ictl('create -f -', simple);
    const { stdout } = await ictl('cert secret --for gateway/web --key-type ecdsa:p256 --dry-run -o yaml');
    assert.match(stdout, /\n {2}name: web-cert\n {2}namespace: istio-system\ntype: kubernetes\.io\/tls\n$/);
    assert.equal((await ictl('get secrets -A -o name')).stdout, '');
  });

  it('serves an Ingress, too', async () => {
    const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  tls:
  - {hosts: [foo.bar.com], secretName: ingress-cert}
  rules:
  - host: foo.bar.com
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
`;
    await ictl('create -f -', ingress);
    const { stdout } = await ictl('cert secret --for ingress/web --key-type ecdsa:p256');
    assert.match(stdout, /^Created config secret\/istio-system\/ingress-cert .*certificate for foo\.bar\.com\n$/);
  });

  const refusals: readonly [string, string, string, RegExp, number][] = [
    ['any host without --host', simple.replace(/hosts: .*/, 'hosts: ["*"]'), '', /serves any host.*\n.*--host/, 2],
    [
      'a path that nobody mounts',
      gateway({ hosts: '[a.example]', tls: '{mode: SIMPLE, serverCertificate: /tmp/x/c, privateKey: /tmp/x/k}' }),
      '',
      /\/tmp\/x\/c .*ictl render gateway -s deployment\.yaml --set .*\nHint: then type this again/,
      3,
    ],
    ['a Gateway without TLS', gateway({ hosts: '[a.example]', tls: '{mode: PASSTHROUGH}' }), '', /wants no certif/, 4],
    [
      'a selector of nobody',
      simple.replace('ingressgateway', 'nobody'),
      '',
      /no gateway Deployment .* istio=nobody/,
      4,
    ],
    ['a CA that is not there', simple, '--ca', /there is no local CA/, 4],
  ];
  for (const [what, resource, flags, message, expected] of refusals) {
    it(`refuses ${what}`, async () => {
      await ictl('create -f -', resource);
      const { stderr, exitCode } = await ictl(`cert secret --for gateway/web ${flags}`.trim());
      assert.match(stderr, message);
      assert.equal(exitCode, expected);
      assert.equal((await ictl('get secrets -A -o name')).stdout, '');
    });
  }

  it('refuses what is no Gateway, or is not there', async () => {
    assert.equal((await ictl('cert secret --for service/web')).exitCode, 2);
    const { stderr, exitCode } = await ictl('cert secret --for gateway/nope');
    assert.match(stderr, /"nope" not found/);
    assert.equal(exitCode, 4);
  });
});
