import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE_NAME = 'ictl';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
}

interface FoundPackage {
  readonly root: string;
  readonly manifest: Manifest;
}

/**
 * Returns the folder of this package's package.json, in which `templates/` lies. Works from the source tree, from
 * the bundle (`dist/`), from the compiled tests (`dist/test-build/`) and from an installed package.
 */
export function packageRoot(): string {
  return findPackage().root;
}

/** Returns the version in this package's package.json. */
export function packageVersion(): string {
  return findPackage().manifest.version ?? '0.0.0';
}

/** Returns the path of a file or folder of this package: `packagePath('templates', 'cluster')`. */
export function packagePath(...segments: readonly string[]): string {
  return join(packageRoot(), ...segments);
}

function findPackage(): FoundPackage {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest?.name === PACKAGE_NAME) return { root: folder, manifest };
    if (folder === dirname(folder)) throw new Error(`no package.json of ${PACKAGE_NAME} above ${start}`);
  }
}

function readManifest(file: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch {
    return undefined; // most folders on the way up have none
  }
}
