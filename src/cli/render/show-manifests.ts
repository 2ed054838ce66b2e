import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { KubeObject } from '../../kinds/object.ts';
import type { Manifest } from '../../render/chart.ts';
import { replaceFiles } from '../cert/replace-files.ts';
import type { CliContext } from '../command.ts';
import { escapeControls } from '../output/escape-controls.ts';
import { jsonText } from '../output/json-text.ts';
import { yamlText } from '../output/yaml-text.ts';

type Format = 'yaml' | 'json';

/** Prints YAML as Helm does, each template under its name; JSON is one object or a List. */
export function printManifests(manifests: readonly Manifest[], format: Format, { stdout }: CliContext): void {
  const objects = manifests.flatMap((manifest) => manifest.objects);
  if (format === 'json') stdout.write(jsonOf(objects));
  else for (const { source, objects } of manifests) stdout.write(yamlOf(objects, `# Source: ${source}\n`));
}

/** Writes each template's objects to a file with its path, below a folder that is made if it is not there. */
export function writeManifests(
  manifests: readonly Manifest[],
  folder: string,
  format: Format,
  { cwd, stdout }: CliContext,
): void {
  const files = manifests.map(({ source, objects }) => ({
    name: join(folder, format === 'json' ? source.replace(/\.yaml$/, '.json') : source),
    text: format === 'json' ? jsonOf(objects) : yamlOf(objects, ''),
  }));
  for (const { name } of files) mkdirSync(dirname(resolve(cwd, name)), { recursive: true });
  replaceFiles(files.map(({ name, text }) => ({ path: resolve(cwd, name), text, mode: 0o644 })));
  for (const { name } of files) stdout.write(`wrote ${escapeControls(name)}\n`);
}

function yamlOf(objects: readonly KubeObject[], head: string): string {
  return objects.map((object) => `---\n${head}${yamlText(object)}`).join('');
}

function jsonOf(objects: readonly KubeObject[]): string {
  const [first] = objects;
  return jsonText(objects.length === 1 ? first : { apiVersion: 'v1', kind: 'List', items: objects });
}
