import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { describe, it } from 'mocha';
import { findKind, findKindByName, findStoredKind, groupOf, kinds } from '../../../src/kinds/registry.ts';
import type { Schema } from '../../../src/kinds/schema.ts';
import { packagePath } from '../../../src/lib/package-root.ts';

describe('the registry of kinds', () => {
  it('finds a kind by every name it has, in any case, and with its group', () => {
    for (const name of [
      'vs',
      'VirtualService',
      'virtualservices',
      'virtual-service',
      'VirtualServices.networking.istio.io',
    ]) {
      assert.equal(findKindByName(name)?.kind, 'VirtualService', name);
    }
    assert.equal(findKindByName('virtualservices.apps'), undefined);
    assert.equal(findKindByName('ingresses.extensions')?.kind, 'Ingress');
  });

  it('has no name that means two kinds', () => {
    const names = kinds.flatMap(({ plural, singular, hyphenated, shortNames }) => [
      ...new Set([plural, singular, hyphenated, ...shortNames]),
    ]);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it('finds a kind by the group of a document, whatever the version', () => {
    assert.equal(findKind('networking.istio.io/v9', 'Gateway')?.kind, 'Gateway');
    assert.equal(findKind('gateway.networking.k8s.io/v1', 'Gateway'), undefined);
    assert.equal(findKind('extensions/v1beta1', 'Ingress')?.storageVersion, 'networking.k8s.io/v1');
  });

  for (const kind of kinds) {
    describe(kind.kind, () => {
      it('is stored in a version that it is served in', () => {
        assert.ok(kind.served.includes(kind.storageVersion));
        assert.equal(groupOf(kind.storageVersion), kind.group);
        assert.equal(findStoredKind(kind.group, kind.kind), kind);
      });

      it('has a schema for every served version', async () => {
        const { schemas } = await kind.load();
        assert.deepEqual(Object.keys(schemas).sort(), [...kind.served].sort());
      });

      // Kubernetes' own descriptions have gaps.
      if (!kind.group.endsWith('istio.io')) return;

      it('has a line on every field', async () => {
        const { schemas } = await kind.load();
        for (const [apiVersion, schema] of Object.entries(schemas)) checkDescriptions(schema, apiVersion, new Set());
      });
    });
  }

  it('loads neither YAML nor schemas', async () => {
    const loaded = await filesLoadedBy('src/kinds/registry.ts');
    assert.ok(loaded.includes('src/kinds/gateway/kind.ts'));
    assert.deepEqual(
      loaded.filter((file) => /node_modules|\/schema\.ts$|\/module\.ts$|\/generated\//.test(file)),
      [],
    );
  });
});

function checkDescriptions(schema: Schema, path: string, seen: Set<Schema>): void {
  if (seen.has(schema)) return;
  seen.add(schema);
  if (schema.type === 'list') checkDescriptions(schema.items, `${path}[]`, seen);
  if (schema.type === 'map') checkDescriptions(schema.values, `${path}{}`, seen);
  if (schema.type !== 'object') return;
  for (const [name, { description, schema: inner }] of Object.entries(schema.fields)) {
    assert.match(description, /\S/, `${path}.${name} has no description`);
    checkDescriptions(inner, `${path}.${name}`, seen);
  }
}

/** The files that importing a file loads at once, and not only when something is asked for. */
async function filesLoadedBy(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [packagePath(entry)],
    absWorkingDir: packagePath(),
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    outdir: 'nowhere',
    logLevel: 'silent',
  });
  const { outputs } = metafile;
  const pending = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === entry);
  const reached = new Set<string>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const statically = (outputs[name]?.imports ?? []).filter(({ kind }) => kind === 'import-statement');
    pending.push(...statically.map(({ path }) => path).filter((path) => path in outputs));
  }
  return [...reached].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
}
