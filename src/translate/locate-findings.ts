import type { Origin } from '../kinds/decode/decoded.ts';
import type { Finding } from '../lib/finding.ts';
import { objectId } from '../snapshot/snapshot.ts';

/** Adds to each finding the place of its field in the input, where its resource came from a file. */
export function locateFindings(findings: readonly Finding[], origins: ReadonlyMap<string, Origin>): readonly Finding[] {
  if (origins.size === 0) return findings;
  return findings.map((finding) => {
    const { resource, path, position } = finding;
    if (resource === undefined || position !== undefined) return finding;
    const { kind, namespace, name } = resource;
    const origin = origins.get(objectId({ kind, metadata: { namespace, name } }));
    return origin === undefined ? finding : { ...finding, position: origin.locate(path ?? '') };
  });
}
