// What holds for every Istio object, and the namespace it is judged in.

import { fieldOf } from '../field-path.ts';
import { refused } from '../field-problem.ts';
import { dns1123SubdomainFault } from '../metadata/names.ts';
import { validateMetadata } from '../metadata/validate-metadata.ts';
import type { KubeObject } from '../object.ts';
import type { Problem } from '../problem.ts';

/** Annotations that only Istio's own controllers may set; objects with them would be treated as generated. */
const internalAnnotation = /^internal\.istio\.io\//;
const dryRun = 'istio.io/dry-run';

interface MetadataRules {
  /** Whether the annotation istio.io/dry-run may be there: only on AuthorizationPolicies that allow or deny. */
  readonly dryRun?: boolean;
}

/** Metadata as Kubernetes and as Istio check it. */
export function checkIstioMetadata(object: KubeObject, rules: MetadataRules = {}): readonly Problem[] {
  return [...validateMetadata(object.metadata, dns1123SubdomainFault), ...checkAnnotations(object, rules)];
}

function checkAnnotations({ metadata }: KubeObject, rules: MetadataRules): readonly Problem[] {
  return Object.entries(metadata.annotations ?? {}).flatMap(([key, value]) => {
    const path = fieldOf('metadata.annotations', key);
    if (internalAnnotation.test(key))
      return [refused(path, `annotation ${key} is internal to Istio and cannot be set`)];
    if (key === dryRun && rules.dryRun === true) return checkBoolean(path, value);
    if (key === dryRun) return [refused(path, `unsupported annotation ${key}, please remove the annotation`)];
    return [];
  });
}

/** As Go reads booleans (strconv.ParseBool). */
function checkBoolean(path: string, value: string): readonly Problem[] {
  const isBoolean = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value);
  return isBoolean ? [] : [refused(path, `must be true or false, not ${JSON.stringify(value)}`)];
}

/** The namespace an object is in, or will be where it names none. */
export function namespaceOf({ metadata }: KubeObject): string {
  return metadata.namespace === undefined || metadata.namespace === '' ? 'default' : metadata.namespace;
}
