// What is known of a kind without loading its schema, and what is loaded with it.
import type { KubeObject } from './object.ts';
import type { Problem } from './problem.ts';
import type { ObjectSchema } from './schema.ts';

/** A column of `get`, beside NAME and AGE which every kind has. */
export interface Column {
  /** Upper case, as kubectl prints it. */
  readonly header: string;
  readonly value: (object: KubeObject) => string;
  /** Only in `-o wide`, behind AGE. */
  readonly wide?: boolean;
}

/** Descriptor of a kind: cheap to load. Schemas and validation come with `load`. */
export interface Kind {
  /** Group of the storage version, '' for core. */
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  /** As istioctl prints it: `virtual-service`. */
  readonly hyphenated: string;
  readonly namespaced: boolean;
  /** Every apiVersion that is accepted, the preferred one first; other groups may be among them. */
  readonly served: readonly string[];
  /** The apiVersion in which objects are stored; one of `served`. */
  readonly storageVersion: string;
  /** Known by name, but the embedded proxy does not enforce it. */
  readonly policy?: boolean;
  readonly columns: readonly Column[];
  /** The table shows no AGE: kubectl has another column in its place. */
  readonly ageless?: boolean;
  /** Not part of `get all`, as in kubectl: what configures nothing by itself, or must not be shown by the way. */
  readonly apartFromAll?: boolean;
  readonly load: () => Promise<KindModule>;
}

/** A change made to what the user wrote, and what is to be said about it. */
export interface Upgraded {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** The heavy part of a kind. All functions are pure. */
export interface KindModule {
  /** The whole object (apiVersion, kind, metadata, spec …) for each served apiVersion. */
  readonly schemas: Readonly<Record<string, ObjectSchema>>;
  /** Whether snake_case spellings of fields below `spec` are accepted (protobuf's JSON mapping). */
  readonly snakeCase?: boolean;
  /** Rewrites fields of API versions long gone, before the schema is applied. */
  readonly upgrade?: (value: unknown, apiVersion: string) => Upgraded;
  /** A view of an object of any served version in the storage version; sets apiVersion. */
  readonly toStorage: (object: KubeObject, apiVersion: string) => KubeObject;
  /** A view of a stored object in a served version; sets apiVersion. */
  readonly fromStorage: (object: KubeObject, apiVersion: string) => KubeObject;
  /** What an API server fills in, on the storage version. */
  readonly applyDefaults: (object: KubeObject) => KubeObject;
  /** What validation says about a stored object that fits the schema and has its defaults. */
  readonly validate: (object: KubeObject) => readonly Problem[];
  /** What is wrong in documents that the object holds as text; loads what reads them. */
  readonly validateDocuments?: (object: KubeObject) => Promise<readonly Problem[]>;
  /** What forbids that a stored object takes the place of `previous`: fields that never change. */
  readonly validateUpdate?: (object: KubeObject, previous: KubeObject) => readonly Problem[];
}
