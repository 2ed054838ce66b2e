import { isDeepStrictEqual } from 'node:util';
import type { Kind } from '../kinds/kind.ts';
import type { KubeObject, ObjectMeta } from '../kinds/object.ts';

/** What the store sets, given by the caller so that tests can. */
export interface Identity {
  readonly uid: string;
  readonly now: Date;
}

/** Metadata that writers do not decide: the store sets it, or it belongs to machinery that is not here. */
const serverOwned = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
  'clusterName',
];

/** Returns a new object as it is stored: with its identity. */
export function bornObject(kind: Kind, object: KubeObject, { uid, now }: Identity): KubeObject {
  return storedForm(kind, object, {
    uid,
    // Istio orders objects by age, and ages are whole seconds (RFC 3339 without a fraction, as metav1.Time has it).
    creationTimestamp: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(hasGeneration(kind, object) ? { generation: 1 } : {}),
  });
}

/** Returns the successor of a stored object: same identity, the generation counted on when its spec changed. */
export function succeedingObject(kind: Kind, object: KubeObject, stored: KubeObject): KubeObject {
  const { uid, creationTimestamp, generation = 0 } = stored.metadata;
  const changed = !isDeepStrictEqual(object.spec, stored.spec);
  return storedForm(kind, object, {
    ...(uid === undefined ? {} : { uid }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    ...(hasGeneration(kind, object) ? { generation: generation + (changed ? 1 : 0) } : {}),
  });
}

function storedForm(kind: Kind, object: KubeObject, owned: Partial<ObjectMeta>): KubeObject {
  const { apiVersion, kind: kindName, metadata, ...rest } = object;
  const kept = Object.entries(metadata).filter(([field]) => isKept(field, kind));
  const plain = Object.fromEntries(kept) as unknown as ObjectMeta;
  return { apiVersion, kind: kindName, metadata: { ...plain, ...owned }, ...rest };
}

function isKept(field: string, kind: Kind): boolean {
  return !serverOwned.includes(field) && (field !== 'namespace' || kind.namespaced);
}

/** As on an API server: core kinds do not count generations, and there is nothing to count without a spec. */
function hasGeneration(kind: Kind, object: KubeObject): boolean {
  return kind.group !== '' && object.spec !== undefined;
}
