import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { translateSecrets } from '../../../src/translate/secrets.ts';
import { createIdentity, createRevocationList } from '../../support/certificates.ts';
import { translateText } from '../../support/translate-text.ts';

const ca = createIdentity({ commonName: 'root', isCa: true });
const shop = createIdentity({ commonName: 'shop.example.org', issuer: ca });
const other = createIdentity({ commonName: 'other.example.org', issuer: ca });

/** RSA with 1024 bits, which Envoy refuses. */
const weak = `-----BEGIN CERTIFICATE-----
MIIB/DCCAWWgAwIBAgIUZZpEz7DuWOunWgpi9zEczJflIsIwDQYJKoZIhvcNAQEL
BQAwDzENMAsGA1UEAwwEd2VhazAgFw0yNjExMjQxNzU3MzFaGA8yMTI2MTAzMTE3
NTczMVowDzENMAsGA1UEAwwEd2VhazCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkC
gYEAuO8A72JGvQwyHSF13obfzRwmnIoTCW8dM+Dq7KSQRvGiR6aZ6kxbqg9tuYsk
WVwC5Im/eF4MgFZxPLeMVKf5it8uzuVHUInRJs0VC84+C00NVE2SXtnt1iPvaWRL
Lm3SwjtVFK730+sZue+Czkxe8pTZ68s3AzIo37Rwi4qrj68CAwEAAaNTMFEwHQYD
VR0OBBYEFCHSG88B/datAtnIxMFeXH1U94M9MB8GA1UdIwQYMBaAFCHSG88B/dat
AtnIxMFeXH1U94M9MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADgYEA
tWeMcV/yFlsw+idOV8aZl4CuSmMS/kxPHsK+K/58QOLYxiO0lszRKy7BT8Yhprz7
hVBUo3jXIiVgM4U7uHmPAN9s2zxSEWG2ic65E8Muykcz7CFiel91ZkE4SgGefa5M
gCz98VCgdHKgveKZTXYrsrYQXsimBpZHqFZxplOaTyo=
-----END CERTIFICATE-----
`;
const weakKey = `-----BEGIN PRIVATE KEY-----
MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBALjvAO9iRr0MMh0h
dd6G380cJpyKEwlvHTPg6uykkEbxokemmepMW6oPbbmLJFlcAuSJv3heDIBWcTy3
jFSn+YrfLs7lR1CJ0SbNFQvOPgtNDVRNkl7Z7dYj72lkSy5t0sI7VRSu99PrGbnv
gs5MXvKU2evLNwMyKN+0cIuKq4+vAgMBAAECfzbmvWBTzKxS8o2zYUquv8IkmVHf
q8chNYoxO40FTc/B7GtZCliEUrIp4mky5ZehuTofqrgRM6TmBLgBxadcNriCCF95
bx83PKrRdkBvJ/KKW/v1G4NV5x+CpJ4GupQ7gBSFqNzRwf9WcCjpdej6mbpaZclp
qmANF5j6M8UIO4ECQQDpRYkUdfiip3c1JUBjPUEJLAQaeVWGUbWuafcpnZrpelSv
UaE861a0kNXa8kJaI10FGbtZJeIXk1wBVVOmSKQxAkEAyvPHeeOLm9k84ZtZPdcV
ZIf3jbyBGPIpLDQsmzJGLH/LyYWGCugNu83zvkOsJmhcdGFm+qYN2QJ8uoR91ufZ
3wJBANoeiu724GY28OBg1LP2srlAzxVyHuZZwOg1bUccd52ZJVZJndq4s3pjc5Qm
sqRWLMR4KxZQtfgVchJNFsqFYgECQQCkGORLG78ALnBZgoBvzf7QIFf7VFWV1AeS
ZEVE3yt6Q4KE2N9+5g5ksavJRXJmQ6+tsivPsoAz3Rz4urP9Fc5FAkEAlPXf/kyg
Mj5QVV5x0LBsv3NqdZHmtMLCvNJC57T8T9omy4TLdyIRPy8gRjoumNsfTTczEsOj
THQgl7ALZrNjXg==
-----END PRIVATE KEY-----
`;

function gateway(tls: object): string {
  const servers = [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['*'], tls }];
  const spec = { selector: { istio: 'ingressgateway' }, servers };
  return stringify({ apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'edge' }, spec });
}

function secret(name: string, data: Readonly<Record<string, string>>, namespace = 'istio-system'): string {
  return stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData: data });
}

async function secretsOf(...texts: readonly string[]) {
  const { config, snapshot, proxy } = await translateText(...texts);
  return translateSecrets(config, snapshot, proxy);
}

const simple = gateway({ mode: 'SIMPLE', credentialName: 'shop' });
const mutual = gateway({ mode: 'MUTUAL', credentialName: 'shop' });
const pair = { 'tls.crt': shop.certificatePem, 'tls.key': shop.keyPem };

describe('the secrets behind a config', () => {
  it('are certificate and key of the Secret in the namespace of the gateway', async () => {
    const { secrets, findings } = await secretsOf(simple, secret('shop', pair));
    assert.deepEqual(secrets, [
      { name: 'kubernetes://shop', certificate: { chainPem: shop.certificatePem, keyPem: shop.keyPem } },
    ]);
    assert.deepEqual(findings, []);
  });

  it('are cert and key before tls.crt and tls.key', async () => {
    const both = { ...pair, cert: other.certificatePem, key: other.keyPem };
    const { secrets } = await secretsOf(simple, secret('shop', both));
    assert.equal(secrets[0]?.certificate?.chainPem, other.certificatePem);
  });

  it('have the OCSP staple that the Secret has', async () => {
    const { secrets } = await secretsOf(simple, secret('shop', { ...pair, 'tls.ocsp-staple': 'staple' }));
    assert.equal(Buffer.from(secrets[0]?.certificate?.ocspStaple ?? []).toString(), 'staple');
  });

  it('have the CA of the Secret with suffix -cacert first, then that inside the Secret', async () => {
    const caOf = async (...texts: string[]) =>
      (await secretsOf(mutual, ...texts)).secrets.find(({ name }) => name === 'kubernetes://shop-cacert')?.validation;
    const inside = secret('shop', { ...pair, 'ca.crt': other.certificatePem });
    assert.equal((await caOf(inside))?.trustedCaPem, other.certificatePem);
    const beside = secret('shop-cacert', { cacert: ca.certificatePem, crl: 'crl' });
    assert.deepEqual(await caOf(inside, beside), { trustedCaPem: ca.certificatePem, crlPem: 'crl' });
  });

  it('have the CA of the Secret that a server names for it', async () => {
    const named = gateway({ mode: 'MUTUAL', credentialName: 'shop', caCertCredentialName: 'clients' });
    const { secrets } = await secretsOf(
      named,
      secret('shop', pair),
      secret('clients', { 'ca.crt': ca.certificatePem }),
    );
    assert.deepEqual(
      secrets.map(({ name, validation }) => [name, validation !== undefined]),
      [
        ['kubernetes://clients', true],
        ['kubernetes://shop', false],
      ],
    );
  });

  it('are read through the volumes of the gateway for paths', async () => {
    const folder = '/etc/istio/ingressgateway-certs';
    const files = gateway({ mode: 'SIMPLE', serverCertificate: `${folder}/tls.crt`, privateKey: `${folder}/tls.key` });
    const { secrets } = await secretsOf(files, secret('istio-ingressgateway-certs', pair));
    assert.equal(secrets[0]?.name, `file-cert:${folder}/tls.crt~${folder}/tls.key`);
    assert.equal(secrets[0]?.certificate?.keyPem, shop.keyPem);
  });

  it('hold the CAs of the system where a DestinationRule names none', async () => {
    const entry = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ext}
spec:
  hosts: [a.example.net]
  resolution: STATIC
  ports: [{number: 443, name: http, protocol: HTTP}]
  endpoints: [{address: 127.0.0.1}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ext}
spec:
  host: a.example.net
  trafficPolicy: {tls: {mode: SIMPLE}}
`;
    const { secrets, findings } = await secretsOf(entry);
    assert.equal(secrets[0]?.name, 'file-root:system');
    assert.match(secrets[0]?.validation?.trustedCaPem ?? '', /BEGIN CERTIFICATE/);
    assert.deepEqual(findings, []);
  });

  const refused: Readonly<Record<string, readonly [readonly string[], string, RegExp]>> = {
    'does not exist': [
      [simple],
      'IST0101',
      /no Secret shop in istio-system.*ictl create -n istio-system secret tls shop/,
    ],
    'is in another namespace': [[simple, secret('shop', pair, 'default')], 'IST0101', /no Secret shop/],
    'has no keys for it': [[simple, secret('shop', { other: 'x' })], 'IST0161', /neither keys/],
    'has an empty key': [[simple, secret('shop', { ...pair, 'tls.key': '' })], 'IST0161', /neither keys/],
    'holds no certificate': [[simple, secret('shop', { ...pair, 'tls.crt': 'x' })], 'IST0161', /no X\.509/],
    'holds no key': [[simple, secret('shop', { ...pair, 'tls.key': 'x' })], 'IST0161', /no private key/],
    'holds the key of another': [
      [simple, secret('shop', { ...pair, 'tls.key': other.keyPem })],
      'IST0161',
      /not that of/,
    ],
    'holds a key that is too short': [
      [simple, secret('shop', { 'tls.crt': weak, 'tls.key': weakKey })],
      'IST0161',
      /1024 bits/,
    ],
    'has no CA': [[mutual, secret('shop', pair)], 'IST0161', /no CA/],
    'is a file that is nowhere': [
      [gateway({ mode: 'SIMPLE', serverCertificate: '/nowhere/a', privateKey: '/nowhere/b' })],
      'ICTL0024',
      /\/nowhere\/a cannot be read/,
    ],
    'is the mesh’s own': [[gateway({ mode: 'ISTIO_MUTUAL' })], 'ICTL0026', /without a mesh/],
  };
  for (const [what, [texts, code, message]] of Object.entries(refused)) {
    it(`leave one out that ${what}, and say which server names it`, async () => {
      const { secrets, findings } = await secretsOf(...texts);
      const finding = findings.find((one) => message.test(one.message));
      assert.equal(finding?.code, code);
      assert.deepEqual(finding?.resource, { kind: 'Gateway', namespace: 'default', name: 'edge' });
      assert.equal(finding?.path, 'spec.servers[0].tls');
      assert.ok(finding?.position !== undefined);
      assert.equal(
        secrets.every(({ certificate }) => certificate === undefined || what === 'has no CA'),
        true,
      );
    });
  }

  it('never show a key in a finding', async () => {
    const { findings } = await secretsOf(simple, secret('shop', { ...pair, 'tls.crt': other.certificatePem }));
    const text = JSON.stringify(findings);
    assert.equal(text.includes(shop.keyPem.split('\n')[1] ?? ''), false);
    assert.equal(findings.length, 1);
  });

  it('are not parsed again where they are in force already', async () => {
    const { config, snapshot, proxy } = await translateText(
      simple,
      secret('shop', { 'tls.crt': 'chain', 'tls.key': 'secret' }),
    );
    const last = [{ name: 'kubernetes://shop', certificate: { chainPem: 'chain', keyPem: 'secret' } }];
    assert.deepEqual(translateSecrets(config, snapshot, proxy, last).secrets, last);
  });

  it('keep keys out of the config', async () => {
    const { config } = await translateText(simple, secret('shop', pair));
    assert.equal(JSON.stringify(config).includes('PRIVATE KEY'), false);
  });

  it('reads the revocation list that a Gateway names by its path', async () => {
    const tls = {
      mode: 'MUTUAL',
      serverCertificate: '/etc/istio/ingressgateway-certs/tls.crt',
      privateKey: '/etc/istio/ingressgateway-certs/tls.key',
      caCertificates: '/etc/istio/ingressgateway-ca-certs/ca.crt',
      caCrl: '/etc/istio/ingressgateway-ca-certs/ca.crl',
    };
    const certs = secret('istio-ingressgateway-certs', { 'tls.crt': shop.certificatePem, 'tls.key': shop.keyPem });
    const cas = (crl: Readonly<Record<string, string>>) =>
      secret('istio-ingressgateway-ca-certs', { 'ca.crt': ca.certificatePem, ...crl });
    const list = createRevocationList(ca, [7]);
    const { secrets, findings } = await secretsOf(gateway(tls), certs, cas({ 'ca.crl': list }));
    assert.deepEqual(findings, []);
    assert.deepEqual(
      secrets.find(({ name }) => name.startsWith('file-crl')),
      {
        name: 'file-crl:/etc/istio/ingressgateway-ca-certs/ca.crl',
        crlPem: list,
      },
    );
    const lists: readonly Readonly<Record<string, string>>[] = [{}, { 'ca.crl': 'no list' }];
    for (const broken of lists) {
      const found = await secretsOf(gateway(tls), certs, cas(broken));
      assert.deepEqual(
        found.findings.map(({ code, path }) => [code, path]),
        [['ICTL0024', 'spec.servers[0].tls']],
      );
      assert.equal(
        found.secrets.some(({ name }) => name.startsWith('file-crl')),
        false,
      );
    }
  });
});
