// Holds the shape of src/: which folder may import which, which folder owns which package, and that no file imports
// itself on a detour. docs/architecture.md shows the same table as a picture.
import assert from 'node:assert/strict';
import { findCycles } from '../../support/find-cycles.ts';
import { importsOf, type SourceImport, sourceFiles, sourceImports } from '../../support/source-imports.ts';

/** Folder -> the folders it may import beside itself and lib. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  kinds: [],
  envoy: [],
  certs: [],
  store: [],
  control: [],
  sample: [],
  objects: ['store', 'kinds'],
  snapshot: ['kinds', 'certs'],
  source: ['objects', 'store', 'snapshot', 'kinds'],
  translate: ['snapshot', 'kinds', 'envoy'],
  match: ['envoy'],
  analyze: ['snapshot', 'translate', 'match', 'envoy', 'certs', 'kinds'],
  engine: ['match', 'envoy'],
  admin: ['engine', 'envoy'],
  render: ['kinds'],
  inject: ['kinds'],
  serve: ['source', 'snapshot', 'translate', 'engine', 'admin', 'control', 'envoy'],
  cli: [
    'kinds',
    'envoy',
    'certs',
    'store',
    'control',
    'sample',
    'objects',
    'snapshot',
    'source',
    'translate',
    'match',
    'analyze',
    'engine',
    'admin',
    'render',
    'inject',
    'serve',
  ],
};

/** Package -> the folders that may import it. A package without a line here may be used by none. */
const packageOwners: Readonly<Record<string, readonly string[]>> = {
  '@photostructure/sqlite': ['lib'], // the store and the server's lock both need it
  chalk: ['cli'],
  commander: ['cli'],
  execa: ['cli'],
  'node-forge': ['certs'],
  re2js: ['lib'],
  yaml: ['lib', 'kinds', 'render', 'inject', 'sample', 'cli'],
};

/** Names that say what kind of code is inside, not what it is about; index files hide who imports whom. */
const forbiddenNames = /^(types|helpers?|utils?|common|misc|index)\.ts$/;

const files = sourceFiles();
const imports = sourceImports();

describe('architecture', () => {
  it('every folder of src has a line in the import table', () => {
    const folders = new Set(files.map(folderOf));
    assert.deepEqual(
      [...folders].filter((folder) => !(folder in mayImport)),
      [],
    );
  });

  it('a folder imports only the folders below it', () => {
    assert.deepEqual(imports.filter((one) => one.isLocal && !isAllowed(one)).map(describeImport), []);
  });

  it('every local import names an existing file of src, with its ending', () => {
    const known = new Set(files);
    assert.deepEqual(imports.filter((one) => one.isLocal && !known.has(one.to)).map(describeImport), []);
  });

  it('a package is imported only by the folders that own it', () => {
    const foreign = imports.filter((one) => !one.isLocal && !one.to.startsWith('node:') && !isOwner(one));
    assert.deepEqual(foreign.map(describeImport), []);
  });

  it('no file imports itself on a detour', () => {
    assert.deepEqual(findCycles(runtimeGraph()), []);
  });

  it('files are named after what they are about', () => {
    assert.deepEqual(
      files.filter((file) => forbiddenNames.test(file.slice(file.lastIndexOf('/') + 1))),
      [],
    );
  });
});

describe('reading of imports', () => {
  it('sees value, type, side-effect, re-exporting and late imports', () => {
    const text = [
      "import fs from 'node:fs';",
      "import type { A } from '../lib/a.ts';",
      'import {',
      '  b,',
      '  type B,',
      "} from './b.ts';",
      "import './c.ts';",
      "export { d } from './d.ts';",
      "export type { E } from './e.ts';",
      "// import x from './commented.ts';",
      "const f = await import('./f.ts'); // not import('./g.ts')",
      "export const text = 'from here';",
    ].join('\n');
    assert.deepEqual(
      importsOf('store/x.ts', text).map((one) => [one.to, one.typeOnly]),
      [
        ['node:fs', false],
        ['lib/a.ts', true],
        ['store/b.ts', false],
        ['store/c.ts', false],
        ['store/d.ts', false],
        ['store/e.ts', true],
        ['store/f.ts', false],
      ],
    );
  });

  it('finds cycles of any length', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['d']],
      ['e', ['a']],
    ]);
    assert.deepEqual(findCycles(graph), [['a', 'b', 'c'], ['d']]);
  });
});

/** The first folder of a path relative to src/; for a file in src/ itself, the file. */
function folderOf(file: string): string {
  return file.split('/')[0] ?? file;
}

function isAllowed({ from, to }: SourceImport): boolean {
  const importer = folderOf(from);
  const imported = folderOf(to);
  return imported === importer || imported === 'lib' || (mayImport[importer]?.includes(imported) ?? false);
}

function isOwner({ from, to }: SourceImport): boolean {
  const name = to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');
  return packageOwners[name]?.includes(folderOf(from)) ?? false;
}

function describeImport({ from, to }: SourceImport): string {
  return `src/${from} imports ${to}`;
}

/** File -> files it loads. A late import counts: such a cycle still ties the files together. */
function runtimeGraph(): ReadonlyMap<string, readonly string[]> {
  const graph = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const one of imports) if (one.isLocal && !one.typeOnly) graph.get(one.from)?.push(one.to);
  return graph;
}
