import assert from 'node:assert/strict';
import { CliError } from '../../../src/lib/errors.ts';
import { fileObjects } from '../../../src/source/file-objects.ts';

const gateway = (name: string, extra = '') => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}${extra}}
spec:
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
`;

const read = (...texts: readonly string[]) =>
  fileObjects(
    texts.map((text, index) => ({ file: `${index}.yaml`, text })),
    'team-a',
  );

describe('the objects of files', () => {
  it('have the namespace that was asked for where they name none', async () => {
    const { objects } = await read(gateway('a'), gateway('b', ', namespace: other'));
    assert.deepEqual(
      objects.map(({ metadata }) => metadata.namespace),
      ['team-a', 'other'],
    );
  });

  it('have no namespace where their kind has none', async () => {
    const { objects } = await read('apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: istio}\n');
    assert.equal(objects[0]?.metadata.namespace, undefined);
  });

  it('are the last ones of those that are written twice', async () => {
    const { objects, origins } = await read(
      gateway('a', ', labels: {tier: one}'),
      gateway('a', ', labels: {tier: two}'),
    );
    assert.deepEqual(
      objects.map(({ metadata }) => metadata.labels),
      [{ tier: 'two' }],
    );
    assert.equal(origins.get('Gateway team-a/a')?.file, '1.yaml');
  });

  it('know where their fields stand', async () => {
    const { origins } = await read(`# first line\n${gateway('a').trimStart()}`);
    assert.equal(origins.get('Gateway team-a/a')?.locate('spec.servers[0].port.number').line, 6);
  });

  it('are without those that an API server would refuse, each with a finding', async () => {
    const { objects, findings } = await read(
      gateway('good'),
      gateway('bad').replace('HTTP', 'NOSUCH'),
      gateway('odd').replace('spec', 'spce'),
    );
    assert.deepEqual(
      objects.map(({ metadata }) => metadata.name),
      ['good'],
    );
    assert.deepEqual(
      findings.map(({ severity, resource }) => [severity, resource?.namespace, resource?.name]),
      [
        ['error', 'team-a', 'bad'],
        ['error', 'team-a', 'odd'],
      ],
    );
  });

  it('are without policies, which would let through what they forbid', async () => {
    const policy = 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: deny}\nspec: {}\n';
    const { objects, findings } = await read(policy);
    assert.deepEqual(objects, []);
    assert.equal(findings[0]?.code, 'ICTL0005');
    assert.equal(findings[0]?.position?.line, 2);
  });

  it('are without unknown kinds, which are counted', async () => {
    const widget = 'apiVersion: example.org/v1\nkind: Widget\nmetadata: {name: w}\n';
    const { objects, findings, skipped } = await read(`${widget}---\n${widget}`);
    assert.deepEqual(objects, []);
    assert.deepEqual([...skipped], [['Widget of example.org/v1', 2]]);
    assert.match(findings[0]?.message ?? '', /^2 objects of kind Widget/);
  });

  it('cannot be had from what is no YAML', async () => {
    await assert.rejects(read('a: [1'), (error) => error instanceof CliError && error.exitCode === 3);
  });
});
