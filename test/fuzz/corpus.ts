// Valid documents that inputs are made from: the inputs of the translation goldens, and the objects of a new store.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/lib/package-root.ts';

/** Returns the documents one by one, in the same order on every machine. */
export function readCorpus(): readonly string[] {
  const cases = join(packageRoot(), 'test', 'translate', 'cases');
  const files = [
    ...readdirSync(cases)
      .sort()
      .map((name) => join(cases, name, 'in.yaml')),
    ...['10-namespaces', '20-istio-ingressgateway', '30-istio-ingress'].map((name) =>
      join(packageRoot(), 'templates', 'cluster', `${name}.yaml`),
    ),
  ];
  const documents = files.flatMap((file) => readFileSync(file, 'utf8').split(/^---\n/m));
  return documents.filter((document) => /^kind:/m.test(document));
}
