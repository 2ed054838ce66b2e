import { readdirSync } from 'node:fs';
import { packagePath } from '../lib/package-root.ts';
import { readTemplate } from '../lib/read-template.ts';

/** The texts of the local cluster's first objects, in the order of their names: a namespace comes before its content. */
export function clusterTemplates(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(packagePath('templates', 'cluster'))
    .sort()
    .map((name) => ({ file: `templates/cluster/${name}`, text: readTemplate('cluster', name) }));
}
