// The shape that all Kubernetes-style objects share.

export interface ObjectMeta {
  readonly name: string;
  /** Absent or '' for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly generateName?: string;
  readonly uid?: string;
  /** The store's revision of the last write, in decimal. */
  readonly resourceVersion?: string;
  /** Counts changes of the spec, from 1. */
  readonly generation?: number;
  /** RFC 3339 in whole seconds, UTC. */
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object of any kind. Immutable: whoever changes one makes a new one. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}
