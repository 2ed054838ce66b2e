import { sourceOf } from '../../envoy/config-source.ts';
import type { Metadata } from '../../envoy/metadata.ts';

/** The resource and field behind a piece of configuration: `VirtualService default/httpbin spec.http[0]`. */
export function sourceText(metadata: Metadata | undefined): string {
  const { resource, path = '' } = sourceOf(metadata);
  return resource === undefined ? '' : `${resource.kind} ${resource.namespace}/${resource.name} ${path}`.trimEnd();
}
