// Which files a path stands for: itself, or the YAML and JSON files of a folder.
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const manifestEnding = /\.(ya?ml|json)$/;
/** Kubernetes mounts a ConfigMap as links into a folder whose name begins with two dots: each file would be there twice. */
const volumeData = /(^|\/)\.\.[^/]/;

/**
 * The files behind a path, a folder's in the order of their names with those of its subfolders.
 * @throws the error of the file system where the path cannot be read
 */
export function listFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => manifestEnding.test(entry.name) && (entry.isFile() || entry.isSymbolicLink()))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !volumeData.test(relative(path, file)))
    .sort();
}

/** The folders among which changes of `listFiles(path)` show: the path itself and its subfolders. */
export function listFolders(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const below = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [path, ...below.map((entry) => join(entry.parentPath, entry.name))];
}
