// What is rendered must be what `apply` takes: objects of kinds that ictl knows are decoded as strictly as a user's.
import { decodeAs } from '../kinds/decode/decode-object.ts';
import { dns1123SubdomainFault } from '../kinds/metadata/names.ts';
import { validateMetadata } from '../kinds/metadata/validate-metadata.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Problem } from '../kinds/problem.ts';
import { findKind } from '../kinds/registry.ts';
import { refusedValue } from './values/check-values.ts';

/** What an API server would refuse of rendered objects, which only values can have brought in. */
export async function checkObjects(objects: readonly KubeObject[]): Promise<readonly Problem[]> {
  const problems = await Promise.all(objects.map(checkObject));
  return problems.flat();
}

async function checkObject(object: KubeObject): Promise<Problem[]> {
  const problems = await problemsOf(object);
  const name = `${object.kind} ${object.metadata.name}`;
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ path = '', message }) => refusedValue('', `${name} would be refused: ${path}: ${message}`));
}

async function problemsOf(object: KubeObject): Promise<readonly Problem[]> {
  const kind = findKind(object.apiVersion, object.kind);
  if (kind === undefined) return validateMetadata(object.metadata, dns1123SubdomainFault);
  return (await decodeAs(kind, object, object.apiVersion)).problems;
}
