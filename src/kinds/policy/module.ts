// Makes the module of a kind that is known and checked, but not enforced.
import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import type { KubeObject } from '../object.ts';
import type { Problem } from '../problem.ts';
import type { ObjectSchema } from '../schema.ts';

interface Policy<Stored extends KubeObject> {
  readonly schema: ObjectSchema;
  readonly validate: (policy: Stored) => readonly Problem[];
}

/** The module of a policy kind whose objects have type `Stored` once their schema was applied. */
export function policyModule<Stored extends KubeObject>(
  served: readonly string[],
  { schema, validate }: Policy<Stored>,
): KindModule {
  return istioModule({
    schema,
    served,
    storageVersion: served[0] ?? '',
    validate: (object) => validate(object as Stored),
  });
}
