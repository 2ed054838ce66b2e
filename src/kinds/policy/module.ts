import { withApiVersion } from '../istio-versions.ts';
import type { KindModule } from '../kind.ts';
import { kubeObject } from '../kube-schema.ts';
import { dns1123SubdomainFault } from '../metadata/names.ts';
import { validateMetadata } from '../metadata/validate-metadata.ts';
import { any, field, type ObjectSchema } from '../schema.ts';

/** The module of a kind that is known by name: metadata is decoded strictly, the spec is kept as it is. */
export function policyModule(served: readonly string[], storageVersion: string): KindModule {
  const schema: ObjectSchema = kubeObject({
    spec: field(any(), 'Kept as it is.'),
    status: field(any(), 'Written by a control plane; kept.'),
  });
  return {
    schemas: Object.fromEntries(served.map((apiVersion) => [apiVersion, schema])),
    toStorage: (object) => withApiVersion(object, storageVersion),
    fromStorage: withApiVersion,
    applyDefaults: (object) => object,
    validate: (object) => validateMetadata(object.metadata, dns1123SubdomainFault),
  };
}
