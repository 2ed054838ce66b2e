// What holds for the metadata of every object, whatever its kind (apimachinery, api/validation/objectmeta.go).
import { fieldOf } from '../field-path.ts';
import { check, invalidValue, refused, requiredValue } from '../field-problem.ts';
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
  return Object.entries(labels).flatMap(([key, value]) => [
    ...check(fieldOf(path, key), key, qualifiedNameFault),
    ...check(fieldOf(path, key), value, labelValueFault),
  ]);
}

function nameProblems({ name = '', generateName = '' }: Partial<ObjectMeta>, nameRule: NameRule): readonly Problem[] {
  if (name !== '') return check('metadata.name', name, nameRule);
  if (generateName === '') return [requiredValue('metadata.name', 'name or generateName is required')];
  // A prefix may end as a name may not: the generated letters follow.
  const fault = nameRule(generateName.replace(/[-.]$/, '0'));
  return fault === undefined ? [] : [invalidValue('metadata.generateName', generateName, fault)];
}

function namespaceProblems(namespace = ''): readonly Problem[] {
  return namespace === '' ? [] : check('metadata.namespace', namespace, dns1123LabelFault);
}

function annotationProblems(annotations: Readonly<Record<string, string>>): readonly Problem[] {
  const problems = Object.keys(annotations).flatMap((key) => {
    // Keys of annotations are compared without regard to case.
    const fault = qualifiedNameFault(key.toLowerCase());
    return fault === undefined ? [] : [invalidValue(fieldOf('metadata.annotations', key), key, fault)];
  });
  if (!annotationsTooLarge(annotations)) return problems;
  return [...problems, refused('metadata.annotations', 'annotations must be no more than 262144 bytes in all')];
}
