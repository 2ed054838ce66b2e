// One write transaction in terms of objects: what every verb needs.
import { isDeepStrictEqual } from 'node:util';
import type { DecodedValue, decodeWith } from '../kinds/decode/decode-object.ts';
import type { Kind, KindModule } from '../kinds/kind.ts';
import { keepClusterIp } from '../kinds/kubernetes/cluster-ip.ts';
import { allocateNodePorts, nodePortConflicts } from '../kinds/kubernetes/node-ports.ts';
import type { Service } from '../kinds/kubernetes/service.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { ApiError } from '../lib/errors.ts';
import type { StoredObject, Transaction } from '../store/store.ts';
import { invalid, namespaceNotFound, notFound } from './api-texts.ts';
import { keyOf, type ObjectRef, refOf } from './object-ref.ts';
import { bornObject, type Identity, succeedingObject } from './stored-metadata.ts';
import { takenNodePorts } from './taken-node-ports.ts';
import type { WriteResult, WriteTarget } from './write-request.ts';

export interface WriterEnvironment {
  readonly modules: ReadonlyMap<Kind, KindModule>;
  /** The decoder of objects, which most writes do without. */
  readonly decodeWith?: typeof decodeWith;
  readonly newIdentity: () => Identity;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export class ObjectWriter {
  readonly #transaction: Transaction;
  readonly #environment: WriterEnvironment;

  constructor(transaction: Transaction, environment: WriterEnvironment) {
    this.#transaction = transaction;
    this.#environment = environment;
  }

  /** The heavy part of a kind, loaded before the transaction began. */
  moduleOf(kind: Kind): KindModule {
    const module = this.#environment.modules.get(kind);
    if (module === undefined) throw new Error(`the module of ${kind.kind} was not loaded`);
    return module;
  }

  /** Decodes a value that became of a stored object, as strictly as one from a file. */
  decode(kind: Kind, value: unknown, apiVersion: string): DecodedValue {
    const { decodeWith } = this.#environment;
    if (decodeWith === undefined) throw new Error('the decoder was not loaded');
    return decodeWith(this.moduleOf(kind), kind, value, apiVersion);
  }

  find(ref: ObjectRef): (StoredObject & { readonly value: KubeObject }) | undefined {
    return this.#transaction.get(keyOf(ref)) as (StoredObject & { readonly value: KubeObject }) | undefined;
  }

  /** The objects that a target means, as they are in this transaction. */
  refs(target: WriteTarget): readonly ObjectRef[] {
    if ('ref' in target) return [target.ref];
    const { kind, namespace, matches } = target.selection;
    return this.#transaction
      .list({ group: kind.group, kind: kind.kind, ...(kind.namespaced && namespace !== undefined && { namespace }) })
      .filter(({ value, revision }) => matches(withRevision(value as KubeObject, revision)))
      .map(({ key }) => ({ kind, namespace: key.namespace, name: key.name }));
  }

  /** The error for an object that is not there: it says what there is. */
  notFound(ref: ObjectRef): ApiError {
    const { group, kind } = ref.kind;
    return notFound(
      ref,
      this.#transaction.list({ group, kind }).map(({ key }) => key),
    );
  }

  /** @throws ApiError where the namespace of a namespaced object was never made */
  requireNamespace({ kind, namespace }: ObjectRef): void {
    if (!kind.namespaced) return;
    const key = { group: '', kind: 'Namespace', namespace: '', name: namespace };
    if (this.#transaction.get(key) === undefined) throw namespaceNotFound(namespace);
  }

  /** Stores an object that is new. */
  insert(kind: Kind, object: KubeObject): WriteResult {
    const complete = this.#complete(kind, object, undefined);
    const born = bornObject(kind, complete, this.#environment.newIdentity());
    const revision = this.#transaction.put(keyOf(refOf(kind, born)), born);
    return { outcome: 'created', ref: refOf(kind, born), revision, object: withRevision(born, revision) };
  }

  /**
   * Stores the successor of an object; what is equal is not written, and keeps its revision.
   * @throws ApiError Invalid where a field changes that never does
   */
  update(kind: Kind, object: KubeObject, stored: StoredObject & { readonly value: KubeObject }): WriteResult {
    const ref = refOf(kind, stored.value);
    const complete = this.#complete(kind, object, stored.value);
    const forbidden = this.moduleOf(kind).validateUpdate?.(complete, stored.value) ?? [];
    if (forbidden.length > 0) throw invalid(ref, forbidden);
    const next = succeedingObject(kind, complete, stored.value);
    if (isDeepStrictEqual(next, toPlain(stored.value))) {
      const { revision, value } = stored;
      return { outcome: 'unchanged', ref, revision, object: withRevision(value, revision) };
    }
    const revision = this.#transaction.put(keyOf(ref), next);
    return { outcome: 'updated', ref, revision, object: withRevision(next, revision) };
  }

  remove(ref: ObjectRef): boolean {
    return this.#transaction.delete(keyOf(ref));
  }

  /** Removes everything in a namespace; the answer is how much it was. */
  removeContents(namespace: string): number {
    const contents = this.#transaction.list({ namespace });
    for (const { key } of contents) this.#transaction.delete(key);
    return contents.length;
  }

  /** What an API server fills in. A status is not for writers to give: it is computed when the object is read. */
  #complete(kind: Kind, object: KubeObject, stored: KubeObject | undefined): KubeObject {
    const { status: _, ...written } = object;
    const complete = this.moduleOf(kind).applyDefaults(written as KubeObject);
    if (kind.group !== '' || kind.kind !== 'Service') return complete;
    return this.#completeService(kind, complete as Service, stored as Service | undefined);
  }

  #completeService(kind: Kind, service: Service, previous: Service | undefined): Service {
    const isTaken = takenNodePorts(this.#transaction, service);
    const conflicts = nodePortConflicts(service, isTaken);
    if (conflicts.length > 0) throw invalid(refOf(kind, service), conflicts);
    return allocateNodePorts(keepClusterIp(service, previous), { isTaken, random: this.#environment.random, previous });
  }
}

/** Returns an object as readers see it. */
export function withRevision(object: KubeObject, revision: number): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
}

/** Values of the store may be frozen or have another prototype; equality must not see that. */
function toPlain(value: KubeObject): unknown {
  return JSON.parse(JSON.stringify(value));
}
