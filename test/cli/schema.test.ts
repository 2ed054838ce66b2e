import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds } from '../../src/kinds/registry.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('schema', () => {
  const folder = temporaryFolder();
  const ictl = (args: string) => run(join(folder(), 'home'), args, { cwd: folder() });
  const schemaOf = async (args: string) => JSON.parse((await ictl(`schema ${args}`)).stdout);

  it('is JSON Schema with every version, the fields with their descriptions, and nothing else', async () => {
    const schema = await schemaOf('gateway');
    assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#');
    assert.deepEqual(schema.properties.apiVersion.enum, [
      'networking.istio.io/v1',
      'networking.istio.io/v1beta1',
      'networking.istio.io/v1alpha3',
    ]);
    const { servers } = schema.properties.spec.properties;
    assert.equal(servers.type, 'array');
    assert.ok(servers.items.properties.hosts.description.length > 10);
    assert.ok(servers.items.required.includes('hosts'));
    assert.equal(servers.items.additionalProperties, false);
  });

  it('tells versions apart where they differ', async () => {
    const { allOf } = await schemaOf('ingress');
    const versions = allOf.map(
      (one: { if: { properties: { apiVersion: { enum: string[] } } } }) => one.if.properties.apiVersion.enum,
    );
    assert.deepEqual(versions.flat().sort(), [
      'extensions/v1beta1',
      'networking.k8s.io/v1',
      'networking.k8s.io/v1beta1',
    ]);
    const v1 = await schemaOf('ingress --api-version v1');
    assert.deepEqual(v1.properties.apiVersion.enum, ['networking.k8s.io/v1']);
  });

  it('has a schema of every kind in one document, and every reference in it leads somewhere', async () => {
    const schema = await schemaOf('--all');
    assert.equal(schema.allOf.length, kinds.length);
    const referred = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)].map(([, name]) => name);
    assert.ok(referred.length > kinds.length);
    assert.deepEqual(
      referred.filter((name) => schema.definitions[name ?? ''] === undefined),
      [],
    );
  });

  it('writes a folder for editors, and says how to name it', async () => {
    const { stdout } = await ictl('schema --all --output-dir schemas');
    assert.match(
      stdout,
      /^Wrote \d+ schemas to schemas\nFor an editor: # yaml-language-server: \$schema=\/.*\/schemas\/all\.json\n$/,
    );
    const files = readdirSync(join(folder(), 'schemas'));
    assert.equal(files.length, kinds.length + 1);
    const all = JSON.parse(readFileSync(join(folder(), 'schemas', 'all.json'), 'utf8'));
    for (const { then } of all.allOf) assert.ok(files.includes(then.$ref), then.$ref);
  });

  const mistakes: readonly [string, number, RegExp][] = [
    ['schema', 2, /name a kind, or all/],
    ['schema gatway', 2, /did you mean gateway\?/],
    ['schema gateway --all', 2, /name a kind, or all/],
    ['schema gateway --api-version v9', 2, /the versions are networking\.istio\.io\/v1, /],
    ['schema --all --output-dir /dev/null/x', 3, /cannot be written/],
  ];
  for (const [args, exitCode, message] of mistakes) {
    it(`refuses ${args}`, async () => {
      const result = await ictl(args);
      assert.match(result.stderr, message);
      assert.equal(result.exitCode, exitCode);
    });
  }
});
