import { readdirSync } from 'node:fs';
import { packagePath } from '../lib/package-root.ts';
import { readTemplate } from '../lib/read-template.ts';

const folder = 'templates/cluster/';

/** Whether a text of that name is one of the local cluster's. */
export function isClusterTemplate(file: string): boolean {
  return file.startsWith(folder);
}

/** The texts of the local cluster's first objects, in the order of their names: a namespace comes before its content. */
export function clusterTemplates(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(packagePath('templates', 'cluster'))
    .sort()
    .map((name) => ({ file: `${folder}${name}`, text: readTemplate('cluster', name) }));
}
