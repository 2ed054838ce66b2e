import assert from 'node:assert/strict';
import { errorsOf, storedObject } from '../../../support/decode-one.ts';

const secret = (rest: string): string => `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n${rest}\n`;

describe('a Secret', () => {
  it('is Opaque where it has no type', async () => {
    assert.equal((await storedObject(secret(''))).type, 'Opaque');
  });

  it('merges stringData over data and drops it', async () => {
    const { data, stringData } = await storedObject(secret('data: {a: eA==, b: eQ==}\nstringData: {b: ü}'));
    assert.deepEqual({ data, stringData }, { data: { a: 'eA==', b: 'w7w=' }, stringData: undefined });
  });

  it('of type kubernetes.io/tls takes its certificate and key from stringData, too', async () => {
    assert.deepEqual(await errorsOf(secret('type: kubernetes.io/tls\nstringData: {tls.crt: c, tls.key: k}')), []);
  });

  const refused: readonly (readonly [string, readonly string[]])[] = [
    ['type: kubernetes.io/tls\ndata: {tls.crt: eA==}', ['data["tls.key"]: required value']],
    ['type: kubernetes.io/ssh-auth', ['data.ssh-privatekey: required value']],
    ['type: kubernetes.io/basic-auth', ['data.username: required value', 'data.password: required value']],
    [
      'type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: "secret{"}',
      ['data[".dockerconfigjson"]: invalid value "<secret contents redacted>": not JSON'],
    ],
    ['data: {a: "not base64!"}', ['data.a: "not base64!" is not base64']],
    ['data: {"..": eA==}', ['data[".."]: invalid value "..": must not start with \'..\'']],
  ];
  for (const [rest, errors] of refused) {
    it(`is refused: ${rest.replaceAll('\n', ', ')}`, async () => {
      assert.deepEqual(await errorsOf(secret(rest)), errors);
    });
  }

  it('holds 1 MiB at most', async () => {
    const big = Buffer.alloc(1024 * 1024 + 1).toString('base64');
    assert.deepEqual(await errorsOf(secret(`data: {a: ${big}}`)), ['data: must be at most 1048576 bytes in all']);
  });
});

describe('a ConfigMap', () => {
  const configMap = (rest: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n${rest}\n`;

  it('holds text and bytes under different keys', async () => {
    assert.deepEqual(await errorsOf(configMap('data: {a: "1"}\nbinaryData: {b: AAEC}')), []);
    assert.deepEqual(await errorsOf(configMap('data: {a: "1"}\nbinaryData: {a: AAEC}')), [
      'data.a: invalid value "a": duplicate of key present in binaryData',
    ]);
  });

  it('has keys that can be file names', async () => {
    assert.match((await errorsOf(configMap('data: {"a/b": ""}')))[0] ?? '', /^data\["a\/b"\]: invalid value "a\/b"/);
  });
});

describe('a Namespace', () => {
  it('is active and carries its name as a label', async () => {
    const { metadata, status } = await storedObject('apiVersion: v1\nkind: Namespace\nmetadata: {name: prod}');
    assert.deepEqual(metadata.labels, { 'kubernetes.io/metadata.name': 'prod' });
    assert.deepEqual(status, { phase: 'Active' });
  });

  it('has a name without dots', async () => {
    assert.match((await errorsOf('apiVersion: v1\nkind: Namespace\nmetadata: {name: a.b}'))[0] ?? '', /RFC 1123 label/);
  });
});
