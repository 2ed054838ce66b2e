// Which objects hold a pod, and where. The kind decides, whatever the version: old ones are injected, too.
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from './pod/json.ts';
import type { Pod } from './pod/pod.ts';

/** Path of the pod's metadata and spec within an object of the kind. */
interface PodPlace {
  readonly metadata: readonly string[];
  readonly spec: readonly string[];
}

const template: PodPlace = { metadata: ['spec', 'template', 'metadata'], spec: ['spec', 'template', 'spec'] };

const places: Readonly<Record<string, PodPlace>> = {
  // Annotations of a CronJob's pods are read from and written to the template of its Jobs, as in every Istio.
  CronJob: {
    metadata: ['spec', 'jobTemplate', 'metadata'],
    spec: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  },
  DaemonSet: template,
  Deployment: template,
  DeploymentConfig: template,
  Job: template,
  Pod: { metadata: ['metadata'], spec: ['spec'] },
  ReplicaSet: template,
  ReplicationController: template,
  StatefulSet: template,
};

/** Kinds whose template is a pointer in Kubernetes' and OpenShift's types: without one there is no pod at all. */
const needsTemplate: ReadonlySet<string> = new Set(['ReplicationController', 'DeploymentConfig']);

/** Tells whether an object has no pod where it must have one. */
export function lacksTemplate(object: JsonObject): boolean {
  return needsTemplate.has(textAt(object, 'kind')) && !isObject(objectAt(object, 'spec').template);
}

/** Kinds that injection looks into. */
export const injectableKinds: readonly string[] = [...Object.keys(places), 'List'];

/** What a template may know of the object around the pod. */
export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly metadata: JsonObject;
}

export interface Workload {
  readonly pod: Pod;
  readonly owner: Owner;
  /** Kind and name, as messages give them. */
  readonly title: string;
  readonly place: PodPlace;
}

/** The workload an object is; undefined where it holds no pod. */
export function workloadOf(object: JsonObject): Workload | undefined {
  const kind = textAt(object, 'kind');
  const place = Object.hasOwn(places, kind) ? places[kind] : undefined;
  if (place === undefined) return undefined;
  const pod: Pod = { metadata: objectBelow(object, place.metadata), spec: objectBelow(object, place.spec) };
  const metadata = objectAt(object, 'metadata');
  const owner = kind === 'Pod' ? ownerOfPod(object, metadata) : ownerOf(object, metadata);
  const namespace = textAt(metadata, 'namespace');
  const name = textAt(pod.metadata, 'name') || textAt(metadata, 'name') || textAt(metadata, 'generateName');
  return { pod, owner, title: `${kind} "${namespace === '' ? '' : `${namespace}/`}${name}"`, place };
}

function objectBelow(object: JsonObject, path: readonly string[]): JsonObject {
  return path.reduce(objectAt, object);
}

function ownerOf(object: JsonObject, metadata: JsonObject): Owner {
  return {
    apiVersion: textAt(object, 'apiVersion'),
    kind: textAt(object, 'kind'),
    name: textAt(metadata, 'name'),
    namespace: textAt(metadata, 'namespace'),
    metadata,
  };
}

/** A pod that a controller made is known by what made it (istio, kube.GetDeployMetaFromPod). */
function ownerOfPod(object: JsonObject, metadata: JsonObject): Owner {
  const own = ownerOf(object, metadata);
  const controller = objectsAt(metadata, 'ownerReferences').find((reference) => reference.controller === true);
  if (textAt(metadata, 'generateName') === '' || controller === undefined) return own;
  const labels = objectAt(metadata, 'labels');
  const made = {
    ...own,
    apiVersion: textAt(controller, 'apiVersion'),
    kind: textAt(controller, 'kind'),
    name: textAt(controller, 'name'),
  };
  const hash = textAt(labels, 'pod-template-hash');
  if (made.kind === 'ReplicaSet' && hash !== '' && made.name.endsWith(hash)) {
    return { ...made, kind: 'Deployment', name: made.name.slice(0, -hash.length - 1) };
  }
  const config = textAt(labels, 'deploymentconfig');
  if (made.kind === 'ReplicationController' && config !== '') {
    return { ...made, apiVersion: 'apps.openshift.io/v1', kind: 'DeploymentConfig', name: config };
  }
  // A CronJob names its Jobs after the minute.
  const cronJob = made.kind === 'Job' ? /^(.+)-\d{8,10}$/.exec(made.name)?.[1] : undefined;
  return cronJob === undefined ? made : { ...made, kind: 'CronJob', name: cronJob };
}

/** Returns the object with another pod in its place. */
export function withPod(object: JsonObject, { place }: Workload, pod: Pod): JsonObject {
  return withValue(withValue(object, place.metadata, pod.metadata), place.spec, pod.spec);
}

function withValue(object: JsonObject, [field = '', ...rest]: readonly string[], value: JsonObject): JsonObject {
  if (field === '') return value;
  if (rest.length === 0 && Object.keys(value).length === 0 && !isObject(object[field])) return object;
  return { ...object, [field]: withValue(objectAt(object, field), rest, value) };
}
