import { sourceOf } from '../../envoy/config-source.ts';
import type { Metadata } from '../../envoy/metadata.ts';
import type { Origin } from '../../kinds/decode/decoded.ts';
import { objectId } from '../../snapshot/snapshot.ts';
import type { Source } from './decision.ts';

/** Finds where a piece of configuration comes from. */
export type SourceFinder = (metadata: Metadata | undefined) => { readonly source?: Source };

/** @param origins where objects stand in input files; empty for the store */
export function sourceFinder(origins: ReadonlyMap<string, Origin>): SourceFinder {
  return (metadata) => {
    const { resource, path } = sourceOf(metadata);
    if (resource === undefined) return {};
    const { kind, namespace, name } = resource;
    const position = origins.get(objectId({ kind, metadata: { namespace, name } }))?.locate(path ?? '');
    return { source: { resource, ...(path !== undefined && { path }), ...(position !== undefined && { position }) } };
  };
}
