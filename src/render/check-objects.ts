// What is rendered should be what `apply` takes: objects of kinds that ictl knows are decoded as strictly as a user's.
import { decodeAs } from '../kinds/decode/decode-object.ts';
import { dns1123SubdomainFault } from '../kinds/metadata/names.ts';
import { validateMetadata } from '../kinds/metadata/validate-metadata.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Problem } from '../kinds/problem.ts';
import { findKind } from '../kinds/registry.ts';

/**
 * What an API server would refuse of rendered objects, which only values can have brought in. An object that does not
 * fit its schema is an error; one with a value that is not allowed a warning, for charts render that, too.
 */
export async function checkObjects(objects: readonly KubeObject[]): Promise<readonly Problem[]> {
  const found = new Map<string, { readonly problem: Problem; readonly names: string[] }>();
  for (const object of objects) {
    for (const problem of await problemsOf(object)) {
      const key = `${problem.path} ${problem.message}`;
      const same = found.get(key) ?? { problem, names: [] };
      found.set(key, { problem, names: [...same.names, `${object.kind} ${object.metadata.name}`] });
    }
  }
  return [...found.values()].map(({ problem, names }) => refusedObjects(problem, names));
}

async function problemsOf(object: KubeObject): Promise<readonly Problem[]> {
  const kind = findKind(object.apiVersion, object.kind);
  const problems =
    kind === undefined
      ? validateMetadata(object.metadata, dns1123SubdomainFault)
      : (await decodeAs(kind, object, object.apiVersion)).problems;
  return problems.filter(({ severity }) => severity === 'error');
}

/** One problem of several objects, such as a label they share. */
function refusedObjects({ code, path, message }: Problem, names: readonly string[]): Problem {
  return {
    code: 'ICTL0050',
    severity: code === 'ICTL0001' ? 'error' : 'warning',
    message: `an API server would refuse ${names.join(', ')}: ${path}: ${message}`,
  };
}
