// `ictl register`: a Service where there is none, and Endpoints that lead to the address.
import { isIP } from 'node:net';
import type { Kind } from '../../kinds/kind.ts';
import { endpointsKind } from '../../kinds/kubernetes/endpoints/kind.ts';
import type { Endpoints } from '../../kinds/kubernetes/endpoints.ts';
import { serviceKind } from '../../kinds/kubernetes/service/kind.ts';
import type { Service } from '../../kinds/kubernetes/service.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { refOf } from '../../objects/object-ref.ts';
import { openObjects } from '../../objects/open-objects.ts';
import type { WriteRequest } from '../../objects/write-request.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import { builtObject } from '../write/built-object.ts';
import { carryOut } from '../write/carry-out.ts';
import type { WriteFlags } from '../write/write-flags.ts';
import { addEndpoint } from './add-endpoint.ts';
import { parsePairs } from './parse-pairs.ts';
import { parsePorts } from './parse-ports.ts';

interface Registration {
  readonly service: string;
  readonly ip: string;
  readonly ports: readonly string[];
}

interface RegisterFlags extends WriteFlags, GlobalOptions {
  readonly labels?: readonly string[];
  readonly annotations?: readonly string[];
}

/** Registers an address as an endpoint of a Service. @throws CliError or ApiError */
export async function registerEndpoint(
  { service: name, ip, ports: words }: Registration,
  flags: RegisterFlags,
  context: CliContext,
): Promise<void> {
  if (isIP(ip) === 0) {
    throw new CliError(`"${ip}" is not an IP address`, {
      exitCode: ExitCode.usage,
      hint: `ictl register ${name} 127.0.0.1 ${words.join(' ')}`,
    });
  }
  const namespace = flags.namespace ?? DEFAULT_NAMESPACE;
  const { service, endpoints } = await readStored(name, namespace, flags, context);
  const ports = parsePorts(words, service);
  const metadata = { name, namespace };
  const labels = parsePairs(flags.labels ?? [], '--labels');
  const annotations = parsePairs(flags.annotations ?? [], '--annotations');
  const fresh = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: ports.map(servicePort) } };
  const described = (object: KubeObject) => withMetadata(object, labels, annotations);
  const extended = (object: KubeObject) => addEndpoint(object as Endpoints, ip, ports);
  await carryOut(
    [
      await request(serviceKind, service, fresh, described),
      await request(endpointsKind, endpoints, emptyEndpoints(metadata), extended),
    ],
    flags,
    context,
  );
}

async function readStored(
  name: string,
  namespace: string,
  flags: RegisterFlags,
  context: CliContext,
): Promise<{ service: Service | undefined; endpoints: Endpoints | undefined }> {
  const objects = await openObjects(homeFolder(flags, context), 'read', { now: context.now });
  try {
    return {
      service: objects.find({ kind: serviceKind, namespace, name }) as Service | undefined,
      endpoints: objects.find({ kind: endpointsKind, namespace, name }) as Endpoints | undefined,
    };
  } finally {
    objects.close();
  }
}

/** What is there is changed as it is by then: others may register at the same time. */
async function request(
  kind: Kind,
  stored: KubeObject | undefined,
  fresh: KubeObject,
  change: (object: KubeObject) => KubeObject,
): Promise<WriteRequest> {
  if (stored !== undefined) return { verb: 'patch', ref: refOf(kind, stored), change };
  return { verb: 'create', kind, object: await builtObject(kind, change(fresh)) };
}

function withMetadata(
  object: KubeObject,
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): KubeObject {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(Object.keys(labels).length === 0 ? {} : { labels: { ...metadata.labels, ...labels } }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations: { ...metadata.annotations, ...annotations } }),
    },
  };
}

function servicePort({ name, port }: { readonly name: string; readonly port: number }): Record<string, unknown> {
  return { name, port, protocol: 'TCP' };
}

function emptyEndpoints(metadata: KubeObject['metadata']): Endpoints {
  return { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets: [] };
}
