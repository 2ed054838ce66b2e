// What OpenTelemetry is told about a workload (opentelemetry.io, Kubernetes attributes, service attributes).
import { FunctionError } from '../go-template/template-error.ts';
import { GoMap, type GoValue, isStruct, toPlain } from '../go-template/value.ts';

const annotationPrefix = 'resource.opentelemetry.io/';

interface Workload {
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace: string;
  readonly containers: readonly GoValue[];
}

/**
 * Attributes of the workload for OpenTelemetry: none, unless an extension provider of the mesh asks for them. What an
 * annotation says counts before what follows from labels, image and names.
 * @throws FunctionError where the instance has no name that holds for all its containers
 */
export function otelResourceAttributes([mesh = null, ...more]: readonly GoValue[]): string {
  if (!isAskedFor(mesh)) return '';
  const [annotations = null, labels = null, namespace = null, containers = null] = more;
  const workload: Workload = {
    annotations: textsOf(annotations),
    labels: textsOf(labels),
    namespace: typeof namespace === 'string' ? namespace : '',
    containers: Array.isArray(containers) ? containers : [],
  };
  const found = {
    'service.namespace': annotated(workload, 'service.namespace') ?? workload.namespace,
    'service.version': annotated(workload, 'service.version') ?? versionOf(workload),
    'service.instance.id': annotated(workload, 'service.instance.id') ?? instanceOf(workload),
  };
  return Object.entries(found)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

function isAskedFor(mesh: GoValue): boolean {
  const providers = isStruct(mesh) ? (mesh.member('ExtensionProviders') ?? null) : null;
  return JSON.stringify(toPlain(providers))?.includes('"OTEL_SEMANTIC_CONVENTIONS"') ?? false;
}

function textsOf(value: GoValue): Readonly<Record<string, string>> {
  return value instanceof GoMap ? (toPlain(value) as Record<string, string>) : {};
}

/** An empty annotation says nothing. */
function annotated({ annotations }: Workload, attribute: string): string | undefined {
  return annotations[annotationPrefix + attribute] || undefined;
}

function versionOf({ labels, containers }: Workload): string {
  const labelled = labels['app.kubernetes.io/version'];
  if (labelled) return labelled;
  // With several containers, none of them is the service.
  return containers.length === 1 ? imageVersion(memberText(containers[0], 'Image')) : '';
}

/** The tag, the digest, or both: `1.2@sha256:…`. The port of a registry is no tag. */
function imageVersion(image: string): string {
  const [name = '', digest = ''] = image.split('@');
  const tag = /:([^/:]+)$/.exec(name)?.[1] ?? '';
  return [tag, digest].filter((part) => part !== '').join('@');
}

/** The kubelet puts in the name of the pod. */
function instanceOf({ namespace, containers }: Workload): string {
  if (namespace === '' || containers.length !== 1) {
    const missing = namespace === '' ? 'metadata.namespace of the workload' : 'only one container';
    throw new FunctionError(
      `OTEL_SEMANTIC_CONVENTIONS needs ${missing}, or the annotation ${annotationPrefix}service.instance.id`,
    );
  }
  return [namespace, '$(POD_NAME)', memberText(containers[0], 'Name')].join('.');
}

function memberText(container: GoValue | undefined, member: string): string {
  const text = container !== undefined && isStruct(container) ? container.member(member) : '';
  return typeof text === 'string' ? text : '';
}
