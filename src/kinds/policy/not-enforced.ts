import type { Finding, ResourceRef } from '../../lib/finding.ts';
import type { KubeObject } from '../object.ts';
import { findKind } from '../registry.ts';

/** What is to be said of a policy that is stored or served all the same, every time it is. */
export function policyNotEnforced(resource: ResourceRef): Finding {
  return {
    code: 'ICTL0005',
    severity: 'error',
    message: `the embedded proxy does not enforce ${resource.kind}; requests pass as if it were not there`,
    resource,
  };
}

/** A finding for each policy among the objects. */
export function policyFindings(objects: Iterable<KubeObject>): Finding[] {
  const findings: Finding[] = [];
  for (const { apiVersion, kind, metadata } of objects) {
    if (findKind(apiVersion, kind)?.policy !== true) continue;
    findings.push(policyNotEnforced({ kind, namespace: metadata.namespace ?? '', name: metadata.name }));
  }
  return findings;
}
