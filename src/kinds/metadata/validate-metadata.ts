// What holds for the metadata of every object, whatever its kind (apimachinery, api/validation/objectmeta.go).
import type { ObjectMeta } from '../object.ts';
import type { Problem } from '../problem.ts';
import { annotationsTooLarge, labelValueFault, qualifiedNameFault } from './labels.ts';
import { dns1123LabelFault, type NameRule } from './names.ts';

/**
 * Checks an object's name by the rule of its kind, its namespace, labels and annotations.
 * A name may be missing where generateName is there: the store completes it.
 */
export function validateMetadata(metadata: ObjectMeta, nameRule: NameRule): readonly Problem[] {
  return [
    ...nameProblems(metadata, nameRule),
    ...namespaceProblems(metadata.namespace),
    ...labelProblems(metadata.labels ?? {}, 'metadata.labels'),
    ...annotationProblems(metadata.annotations ?? {}),
  ];
}

/** Checks a map of labels, such as those of metadata, a selector or a pod template. */
export function labelProblems(labels: Readonly<Record<string, string>>, path: string): readonly Problem[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const keyFault = qualifiedNameFault(key);
    const valueFault = labelValueFault(value);
    return [
      ...(keyFault === undefined ? [] : [invalid(path, key, keyFault)]),
      ...(valueFault === undefined ? [] : [invalid(path, value, valueFault)]),
    ];
  });
}

function nameProblems(metadata: ObjectMeta, nameRule: NameRule): readonly Problem[] {
  if (metadata.name === undefined || metadata.name === '') {
    if (metadata.generateName === undefined || metadata.generateName === '') {
      return [refused('metadata.name', 'name or generateName is required')];
    }
    // A prefix may end as a name may not: the generated letters follow.
    const fault = nameRule(metadata.generateName.replace(/[-.]$/, '0'));
    return fault === undefined ? [] : [invalid('metadata.generateName', metadata.generateName, fault)];
  }
  const fault = nameRule(metadata.name);
  return fault === undefined ? [] : [invalid('metadata.name', metadata.name, fault)];
}

function namespaceProblems(namespace: string | undefined): readonly Problem[] {
  if (namespace === undefined || namespace === '') return [];
  const fault = dns1123LabelFault(namespace);
  return fault === undefined ? [] : [invalid('metadata.namespace', namespace, fault)];
}

function annotationProblems(annotations: Readonly<Record<string, string>>): readonly Problem[] {
  const problems = Object.keys(annotations).flatMap((key) => {
    // Keys of annotations are compared without regard to case.
    const fault = qualifiedNameFault(key.toLowerCase());
    return fault === undefined ? [] : [invalid('metadata.annotations', key, fault)];
  });
  if (!annotationsTooLarge(annotations)) return problems;
  return [...problems, refused('metadata.annotations', 'annotations must be no more than 262144 bytes in all')];
}

function invalid(path: string, value: string, fault: string): Problem {
  return refused(path, `invalid value ${JSON.stringify(value)}: ${fault}`);
}

function refused(path: string, message: string): Problem {
  return { code: 'ICTL0002', severity: 'error', message, path };
}
