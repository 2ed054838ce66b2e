// Makes the module of an Istio kind: one schema under all versions, snake_case accepted, nothing defaulted on write.
import { networkingVersions, withApiVersion } from './istio-versions.ts';
import type { KindModule } from './kind.ts';
import type { ObjectSchema } from './schema.ts';

interface IstioKind extends Pick<KindModule, 'upgrade' | 'validate'> {
  readonly schema: ObjectSchema;
  readonly storageVersion: string;
  /** Default: every version of networking.istio.io. */
  readonly served?: readonly string[];
}

export function istioModule({
  schema,
  storageVersion,
  served = networkingVersions,
  upgrade,
  validate,
}: IstioKind): KindModule {
  return {
    schemas: Object.fromEntries(served.map((apiVersion) => [apiVersion, schema])),
    snakeCase: true,
    ...(upgrade === undefined ? {} : { upgrade }),
    toStorage: (object) => withApiVersion(object, storageVersion),
    fromStorage: withApiVersion,
    applyDefaults: (object) => object,
    validate,
  };
}
