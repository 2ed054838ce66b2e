// Builds the schema of a whole object: every kind has apiVersion, kind and metadata.
import { objectMeta } from './object-meta.ts';
import { type Field, type FieldTable, type ObjectSchema, object, required, string } from './schema.ts';

type KubeFields<Fields extends FieldTable> = {
  readonly apiVersion: Field<ReturnType<typeof string>, true>;
  readonly kind: Field<ReturnType<typeof string>, true>;
  readonly metadata: Field<typeof objectMeta, true>;
} & Fields;

/** Schema of an object with these fields beside apiVersion, kind and metadata. */
export function kubeObject<const Fields extends FieldTable>(fields: Fields): ObjectSchema<KubeFields<Fields>> {
  return object({
    apiVersion: required(string(), 'API group and version.'),
    kind: required(string(), 'Kind of the object.'),
    metadata: required(objectMeta, 'Name, namespace, labels and annotations.'),
    ...fields,
  });
}
