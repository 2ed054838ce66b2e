import type { KubeObject } from '../kinds/object.ts';
import type { Finding, ResourceRef } from '../lib/finding.ts';
import type { FindingCode } from '../lib/finding-catalogue.ts';
import { findingCatalogue } from '../lib/finding-catalogue.ts';

/** Collects what a translation has to say; severities are those of the catalogue. */
export class FindingList {
  readonly #findings: Finding[] = [];
  readonly #seen = new Set<string>();

  /** Adds a finding; saying the same of the same field twice counts once. */
  report(code: FindingCode, message: string, resource: ResourceRef, path?: string): void {
    const key = `${code} ${resource.kind} ${resource.namespace}/${resource.name} ${path ?? ''} ${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const finding = { code, severity: findingCatalogue[code].severity, message, resource };
    this.#findings.push(path === undefined ? finding : { ...finding, path });
  }

  all(): readonly Finding[] {
    return this.#findings;
  }
}

/** Names an object in findings. */
export function refOf({ kind, metadata }: Pick<KubeObject, 'kind' | 'metadata'>): ResourceRef {
  return { kind, namespace: metadata.namespace ?? '', name: metadata.name };
}
