// Makes the module of a built-in kind, whose metadata is checked by the API server's rules.
import { withApiVersion } from '../istio-versions.ts';
import type { KindModule } from '../kind.ts';
import type { NameRule } from '../metadata/names.ts';
import { validateMetadata } from '../metadata/validate-metadata.ts';
import type { KubeObject } from '../object.ts';
import type { Problem } from '../problem.ts';
import type { ObjectSchema } from '../schema.ts';

interface BuiltInKind<Stored extends KubeObject> extends Pick<KindModule, 'schemas' | 'upgrade'> {
  readonly storageVersion: string;
  readonly nameRule: NameRule;
  /** Views between versions; without them versions differ in apiVersion alone. */
  readonly toStorage?: KindModule['toStorage'];
  readonly fromStorage?: (object: Stored, apiVersion: string) => KubeObject;
  readonly applyDefaults?: (object: Stored) => KubeObject;
  /** What holds beside the rules of metadata. */
  readonly validate: (object: Stored) => readonly Problem[];
  readonly validateDocuments?: (object: Stored) => Promise<readonly Problem[]>;
  readonly validateUpdate?: (object: Stored, previous: Stored) => readonly Problem[];
}

/** The module of a kind whose objects have type `Stored` once their schema was applied. */
export function builtInModule<Stored extends KubeObject>(kind: BuiltInKind<Stored>): KindModule {
  const {
    schemas,
    upgrade,
    storageVersion,
    nameRule,
    toStorage,
    fromStorage,
    applyDefaults,
    validate,
    validateDocuments,
    validateUpdate,
  } = kind;
  // The schema was applied before any of these is called, so the object is what its type says.
  const stored = (object: KubeObject): Stored => object as Stored;
  return {
    schemas,
    ...(upgrade === undefined ? {} : { upgrade }),
    toStorage: toStorage ?? ((object) => withApiVersion(object, storageVersion)),
    fromStorage: (object, apiVersion) =>
      fromStorage?.(stored(object), apiVersion) ?? withApiVersion(object, apiVersion),
    applyDefaults: (object) => applyDefaults?.(stored(object)) ?? object,
    validate: (object) => [...validateMetadata(object.metadata, nameRule), ...validate(stored(object))],
    ...(validateDocuments === undefined ? {} : { validateDocuments: (object) => validateDocuments(stored(object)) }),
    ...(validateUpdate === undefined
      ? {}
      : { validateUpdate: (object, previous) => validateUpdate(stored(object), stored(previous)) }),
  };
}

/** One schema for every version that differs in apiVersion alone. */
export function sameSchema(schema: ObjectSchema, served: readonly string[]): Readonly<Record<string, ObjectSchema>> {
  return Object.fromEntries(served.map((apiVersion) => [apiVersion, schema]));
}
