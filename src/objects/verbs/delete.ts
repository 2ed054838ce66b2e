import { endpointsKind } from '../../kinds/kubernetes/endpoints/kind.ts';
import { forbidden } from '../api-texts.ts';
import type { ObjectRef } from '../object-ref.ts';
import { type ObjectWriter, withRevision } from '../object-writer.ts';
import type { WriteResult } from '../write-request.ts';

/**
 * Removes an object; with a Namespace everything in it, with a Service its Endpoints, as the controllers of a cluster
 * do. @throws ApiError Forbidden
 */
export function deleteObject(writer: ObjectWriter, ref: ObjectRef): readonly WriteResult[] {
  const stored = writer.find(ref);
  if (stored === undefined) return [{ outcome: 'missing', ref, error: writer.notFound(ref) }];
  const result: WriteResult = { outcome: 'deleted', ref, object: withRevision(stored.value, stored.revision) };
  switch (`${ref.kind.group}/${ref.kind.kind}`) {
    case '/Namespace':
      return [{ ...result, contents: removeNamespace(writer, ref) }];
    case '/Service':
      writer.remove(ref);
      return [result, ...removeEndpoints(writer, ref)];
    default:
      writer.remove(ref);
      return [result];
  }
}

function removeNamespace(writer: ObjectWriter, ref: ObjectRef): number {
  // As on every cluster: where no namespace is named, it is this one.
  if (ref.name === 'default') throw forbidden(ref, 'this namespace may not be deleted');
  const contents = writer.removeContents(ref.name);
  writer.remove(ref);
  return contents;
}

function removeEndpoints(writer: ObjectWriter, { namespace, name }: ObjectRef): readonly WriteResult[] {
  const ref = { kind: endpointsKind, namespace, name };
  return writer.find(ref) === undefined ? [] : deleteObject(writer, ref);
}
