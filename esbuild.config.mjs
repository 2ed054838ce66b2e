// Bundles the command line and the control thread to dist/. `--watch` rebuilds on change.
// The SQLite package stays outside: it loads a native file that lies beside its own code.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');

const entries = {
  main: 'src/cli/main.ts',
  'control-thread': 'src/serve/control-thread.ts',
};

// Bundled CommonJS (node-forge, commander) calls require and reads __dirname, which ES modules lack.
const banner = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  "const __dirname = __fileURLToPath(new URL('.', import.meta.url));",
].join('\n');

/** The entries whose source exists. */
function presentEntries() {
  const present = Object.entries(entries).filter(([name, file]) => {
    const found = existsSync(join(root, file));
    if (!found) console.error(`esbuild: no ${file} yet, ${name} is left out`);
    return found;
  });
  return Object.fromEntries(present);
}

/** Removes old chunks, whose names carry a hash; the compiled tests beside them stay. */
function clean() {
  if (!existsSync(dist)) return;
  for (const name of readdirSync(dist)) {
    if (/\.js(\.map)?$/.test(name)) rmSync(join(dist, name));
  }
}

/** @type {import('esbuild').BuildOptions} */
const options = {
  absWorkingDir: root,
  entryPoints: presentEntries(),
  outdir: 'dist',
  chunkNames: 'chunk-[name]-[hash]',
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  keepNames: true,
  metafile: true,
  platform: 'node',
  target: 'node20',
  external: ['@photostructure/sqlite', 'node:*'],
  banner: { js: banner },
  logLevel: 'warning',
};

clean();
if (process.argv.includes('--watch')) {
  const watching = await context({ ...options, minify: false, logLevel: 'info' });
  await watching.watch();
} else {
  const result = await build(options);
  writeFileSync(join(dist, 'meta.json'), JSON.stringify(result.metafile));
}
