// The verbs on objects, once for every caller. In: decoded objects of known kinds. Out: objects with their revision, or
// an ApiError in Kubernetes' words. Knows no YAML and no terminal; docs/life-of-a-resource.md tells the way.
import { randomUUID } from 'node:crypto';
import type { Kind } from '../kinds/kind.ts';
import { deploymentKind } from '../kinds/kubernetes/deployment/kind.ts';
import type { Deployment } from '../kinds/kubernetes/deployment.ts';
import { derivePods } from '../kinds/kubernetes/derived-pods.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { ApiError } from '../lib/errors.ts';
import type { Store, StoredObject } from '../store/store.ts';
import { notFound } from './api-texts.ts';
import { checkWritable } from './check-writable.ts';
import { withComputedStatus } from './computed-status.ts';
import { idleMachine, type Machine } from './machine.ts';
import { keyOf, type ObjectRef } from './object-ref.ts';
import { ObjectWriter, type WriterEnvironment, withRevision } from './object-writer.ts';
import { orderRequests } from './order-requests.ts';
import { applyObject } from './verbs/apply.ts';
import { createObject } from './verbs/create.ts';
import { deleteObject } from './verbs/delete.ts';
import { patchObject } from './verbs/patch.ts';
import { replaceObject } from './verbs/replace.ts';
import { type ObjectEvent, watchObjects } from './watch-objects.ts';
import {
  requestedKind,
  type WriteOptions,
  type WriteRequest,
  type WriteResult,
  type Written,
} from './write-request.ts';

export interface ObjectsEnvironment {
  readonly now: () => Date;
  readonly newUid?: () => string;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** What statuses are computed from; left out where nobody reads them. */
  readonly machine?: Machine;
}

export interface ObjectList {
  readonly revision: number;
  readonly items: readonly KubeObject[];
}

export class Objects {
  readonly #store: Store;
  readonly #environment: Required<ObjectsEnvironment>;

  /** @param store is closed with the objects */
  constructor(store: Store, environment: ObjectsEnvironment) {
    this.#store = store;
    this.#environment = { newUid: randomUUID, random: Math.random, machine: idleMachine, ...environment };
  }

  /** The revision of the last write. */
  revision(): number {
    return this.#store.revision();
  }

  /** @throws ApiError NotFound */
  get(ref: ObjectRef): KubeObject {
    const object = this.find(ref);
    if (object === undefined) throw this.notFound(ref);
    return object;
  }

  /** The error for an object that is not there: it says what there is. */
  notFound(ref: ObjectRef): ApiError {
    return notFound(
      ref,
      this.list(ref.kind).items.map(({ metadata }) => metadata),
    );
  }

  find(ref: ObjectRef): KubeObject | undefined {
    if (isPod(ref.kind)) return this.list(ref.kind, ref.namespace).items.find((pod) => pod.metadata.name === ref.name);
    const stored = this.#store.get(keyOf(ref));
    return stored === undefined ? undefined : this.#asRead(ref.kind, stored);
  }

  /** Objects of a kind, in one namespace or in all, ordered by namespace and name. */
  list(kind: Kind, namespace?: string): ObjectList {
    if (isPod(kind)) return this.#listPods(namespace);
    const filter = { group: kind.group, kind: kind.kind };
    const inNamespace = kind.namespaced && namespace !== undefined ? { ...filter, namespace } : filter;
    const { revision, objects } = this.#store.list(inNamespace);
    return { revision, items: objects.map((stored) => this.#asRead(kind, stored)) };
  }

  /** The same objects as they look where another server runs, or none. */
  onMachine(machine: Machine): Objects {
    return new Objects(this.#store, { ...this.#environment, machine });
  }

  /** An object of a watch as readers see it. */
  view(kind: Kind, object: KubeObject): KubeObject {
    return withComputedStatus(kind, object, this.#environment.machine);
  }

  /** Changes after a revision as they happen, until `signal` is aborted. @throws ApiError Expired */
  watch(after: number, signal: AbortSignal): AsyncIterable<ObjectEvent> {
    return watchObjects(this.#store, after, signal);
  }

  /**
   * Carries out all requests in one transaction: when one of them is refused, nothing is written.
   */
  async write(requests: readonly WriteRequest[], options: WriteOptions = {}): Promise<Written> {
    const ordered = orderRequests(requests);
    for (const request of ordered) checkWritable(request, options);
    return this.#transact(ordered, await loadFor(ordered), options.dryRun === true);
  }

  close(): void {
    this.#store.close();
  }

  /** Pods are not stored: Deployments have them. */
  #listPods(namespace: string | undefined): ObjectList {
    const { revision, items } = this.list(deploymentKind, namespace);
    const { isServing } = this.#environment.machine;
    return { revision, items: derivePods(items as readonly Deployment[], { serverRunning: isServing }) };
  }

  #asRead(kind: Kind, { value, revision }: StoredObject): KubeObject {
    return this.view(kind, withRevision(value as KubeObject, revision));
  }

  #transact(requests: readonly WriteRequest[], loaded: LoadedParts, dryRun: boolean): Written {
    const { now, newUid, random } = this.#environment;
    const newIdentity = () => ({ uid: newUid(), now: now() });
    let results: readonly WriteResult[] = [];
    try {
      this.#store.write((transaction) => {
        const writer = new ObjectWriter(transaction, { ...loaded, newIdentity, random });
        results = requests.flatMap((request) => carryOut(writer, request));
        if (dryRun) throw new DryRunEnd();
      });
    } catch (error) {
      if (!(error instanceof DryRunEnd)) throw error;
    }
    return { revision: this.#store.revision(), results };
  }
}

/** Thrown to roll a dry run back. */
class DryRunEnd extends Error {}

function carryOut(writer: ObjectWriter, request: WriteRequest): WriteResult | readonly WriteResult[] {
  switch (request.verb) {
    case 'create':
      return createObject(writer, request.kind, request.object);
    case 'replace':
      return replaceObject(writer, request.kind, request.object);
    case 'apply':
      return applyObject(writer, request.kind, request.object);
    case 'patch':
      return writer.refs(request).map((ref) => patchObject(writer, ref, request));
    case 'delete':
      return writer.refs(request).flatMap((ref) => deleteObject(writer, ref));
  }
}

type LoadedParts = Pick<WriterEnvironment, 'modules' | 'decodeWith'>;

/** Loads what the requests need: a transaction waits for nothing. */
async function loadFor(requests: readonly WriteRequest[]): Promise<LoadedParts> {
  const kinds = new Set(requests.filter(({ verb }) => verb !== 'delete').map(requestedKind));
  const modules = new Map(await Promise.all([...kinds].map(async (kind) => [kind, await kind.load()] as const)));
  if (!requests.some(({ verb }) => verb === 'patch')) return { modules };
  const { decodeWith } = await import('../kinds/decode/decode-object.ts');
  return { modules, decodeWith };
}

function isPod({ group, kind }: Kind): boolean {
  return group === '' && kind === 'Pod';
}
