// What a command loads before it has anything to do decides how fast it starts. Bundled as for a release, and looked at
// without running it.
import assert from 'node:assert/strict';
import { build, type Metafile } from 'esbuild';
import { packageRoot } from '../../src/lib/package-root.ts';

/** All but commander, which declares the commands. */
const packages = /node_modules\/(?!commander\/)/;

describe('start-up', function () {
  this.timeout(30_000);
  let outputs: Metafile['outputs'];

  before(async () => {
    const { metafile } = await build({
      absWorkingDir: packageRoot(),
      entryPoints: [
        'src/cli/main.ts',
        'src/cli/get/run-get.ts',
        'src/cli/get/print-json.ts',
        'src/cli/write/run-delete.ts',
      ],
      outdir: 'dist',
      bundle: true,
      splitting: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      packages: 'bundle',
      external: ['@photostructure/sqlite'],
      logLevel: 'silent',
    });
    outputs = metafile.outputs;
  });

  it('loads nothing but declarations to print help or the version', () => {
    const stages = /^src\/(kinds|store|objects|control|snapshot|source|translate|match|envoy|engine|admin|serve)\//;
    assert.deepEqual(
      loadedBy('src/cli/main.ts').filter((file) => stages.test(file) || packages.test(file)),
      [],
    );
  });

  for (const entry of ['src/cli/get/run-get.ts', 'src/cli/get/print-json.ts']) {
    it(`loads no YAML, no schema and no colours for ${entry}`, () => {
      const schemas = /\/module\.ts$|\/generated\/|kinds\/decode\//;
      assert.deepEqual(
        loadedBy(entry).filter((file) => schemas.test(file) || packages.test(file)),
        [],
      );
    });
  }

  /** The source files in the chunk of an entry and in the chunks it imports at once. */
  function loadedBy(entry: string): string[] {
    const [first] = Object.entries(outputs).find(([, output]) => output.entryPoint === entry) ?? [];
    assert.ok(first, `${entry} is an entry`);
    const chunks = new Set([first]);
    for (const chunk of chunks) {
      for (const { kind, path } of outputs[chunk]?.imports ?? []) if (kind === 'import-statement') chunks.add(path);
    }
    return [...chunks].flatMap((chunk) => Object.keys(outputs[chunk]?.inputs ?? {}));
  }
});
