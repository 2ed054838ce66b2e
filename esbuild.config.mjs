// Bundles the command line and the control thread to dist/.
//
//   node esbuild.config.mjs                      build once
//   node esbuild.config.mjs --clean              build once and remove every older chunk (before packing)
//   node esbuild.config.mjs --watch serve ...    rebuild on change; restart `ictl serve ...` after each build
//
// The SQLite package stays outside: it loads a native file that lies beside its own code. Identifiers keep their
// names, so that a stack trace in a bug report can be read.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const staleAfterMs = 60 * 60 * 1000;

const entries = {
  main: 'src/cli/main.ts',
  'control-thread': 'src/serve/control-thread.ts',
};

// Bundled CommonJS calls require and reads __dirname, which ES modules lack.
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

/** Writes a file at once or not at all, and not if it is the same: an ictl that runs may be reading it. */
function replaceFile(file, contents) {
  if (existsSync(file) && readFileSync(file).equals(contents)) return;
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

/** Removes chunks of earlier builds; young ones stay, since an ictl that still runs loads its commands late. */
function removeStale(kept, olderThanMs) {
  for (const name of readdirSync(dist).filter((entry) => entry.endsWith('.js'))) {
    const file = join(dist, name);
    if (!kept.has(name) && Date.now() - statSync(file).mtimeMs >= olderThanMs) rmSync(file, { force: true });
  }
}

/** Puts a build's files in place: chunks before the entries that import them. */
function install(result, olderThanMs) {
  mkdirSync(dist, { recursive: true });
  const isEntry = (file) => basename(file.path, '.js') in entries;
  const files = [...result.outputFiles].sort((left, right) => Number(isEntry(left)) - Number(isEntry(right)));
  for (const file of files) replaceFile(file.path, Buffer.from(file.contents));
  replaceFile(join(dist, 'meta.json'), Buffer.from(JSON.stringify(result.metafile)));
  removeStale(new Set(files.map((file) => basename(file.path))), olderThanMs);
}

/** A plugin that installs each good build and restarts `ictl` with the given arguments. */
function restartOnBuild(args) {
  let child;
  return {
    name: 'restart',
    setup(builder) {
      builder.onEnd((result) => {
        if (result.errors.length > 0) return;
        install(result, staleAfterMs);
        child?.kill('SIGTERM');
        if (args.length > 0) child = spawn(process.execPath, ['bin/ictl.js', ...args], { cwd: root, stdio: 'inherit' });
      });
    },
  };
}

/** @type {import('esbuild').BuildOptions} */
const options = {
  absWorkingDir: root,
  entryPoints: presentEntries(),
  outdir: 'dist',
  chunkNames: 'chunk-[name]-[hash]',
  bundle: true,
  write: false,
  format: 'esm',
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  platform: 'node',
  target: 'node20',
  external: ['@photostructure/sqlite', 'node:*'],
  banner: { js: banner },
  legalComments: 'none',
  logLevel: 'warning',
};

const watchFlag = process.argv.indexOf('--watch');
if (watchFlag === -1) {
  install(await build(options), process.argv.includes('--clean') ? 0 : staleAfterMs);
} else {
  const plugins = [restartOnBuild(process.argv.slice(watchFlag + 1))];
  await (await context({ ...options, plugins, logLevel: 'info' })).watch();
}
