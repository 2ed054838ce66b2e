// The mesh config that injection works with: that of the user over the defaults of its Istio.

import { parseDocuments } from '../../kinds/decode/parse-documents.ts';
import { parseDuration } from '../../kinds/duration.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { type JsonObject, objectAt } from '../pod/json.ts';
import { checkProxyConfig } from './check-proxy-config.ts';
import { decodeMessage, MessageError } from './decode-message.ts';
import { mergeMessage } from './merge-message.ts';
import { messages } from './message-fields.ts';

/** Which Istio an injection configuration is of. */
export type IstioGeneration = '0.8' | 'current';

export interface InjectMesh {
  readonly mesh: JsonObject;
  readonly proxyConfig: JsonObject;
  /** What is to be said about it. */
  readonly notes: readonly string[];
}

const proxyDefaults: Readonly<Record<IstioGeneration, JsonObject>> = {
  '0.8': {
    configPath: '/etc/istio/proxy',
    binaryPath: '/usr/local/bin/envoy',
    serviceCluster: 'istio-proxy',
    drainDuration: '2s',
    parentShutdownDuration: '3s',
    discoveryAddress: 'istio-pilot:15007',
    discoveryRefreshDelay: '1s',
    connectTimeout: '1s',
    proxyAdminPort: 15000,
  },
  current: {
    configPath: './etc/istio/proxy',
    binaryPath: '/usr/local/bin/envoy',
    serviceCluster: 'istio-proxy',
    controlPlaneAuthPolicy: 'MUTUAL_TLS',
    drainDuration: '45s',
    terminationDrainDuration: '5s',
    discoveryAddress: 'istiod.istio-system.svc:15012',
    proxyAdminPort: 15000,
    statNameLength: 189,
    statusPort: 15020,
    fileFlushInterval: '1s',
    fileFlushMinSizeKb: 64,
  },
};

const meshDefaults: Readonly<Record<IstioGeneration, JsonObject>> = {
  '0.8': {
    proxyListenPort: 15001,
    connectTimeout: '1s',
    ingressClass: 'istio',
    ingressControllerMode: 'STRICT',
    rdsRefreshDelay: '1s',
    enableTracing: true,
    accessLogFile: '/dev/stdout',
  },
  current: {
    proxyListenPort: 15001,
    proxyInboundListenPort: 15006,
    rootNamespace: 'istio-system',
    trustDomain: 'cluster.local',
  },
};

/** The ProxyConfig of a generation before anybody set anything. */
export function defaultProxyConfig(generation: IstioGeneration): JsonObject {
  return proxyDefaults[generation];
}

/**
 * Reads a mesh config over the defaults; an empty text is the defaults.
 * @throws CliError where it is not YAML, or a value does not fit
 */
export function readMesh(text: string, generation: IstioGeneration): InjectMesh {
  const [document] = parseDocuments('<mesh config>', text);
  const decoded = wrapped('mesh config', () => decodeMessage(document?.value ?? {}, messages.MeshConfig));
  const { defaultConfig: _own, ...settings } = decoded.value;
  const proxyConfig = mergeMessage(proxyDefaults[generation], objectAt(decoded.value, 'defaultConfig'));
  const mesh = mergeMessage(meshDefaults[generation], settings);
  const fault = portFault(mesh) ?? checkProxyConfig(proxyConfig);
  if (fault !== undefined) throw new CliError(`mesh config: ${fault}`, { exitCode: ExitCode.badInput });
  return { mesh, proxyConfig, notes: [...unknownNotes(decoded.unknown), ...timeNotes(proxyConfig, generation)] };
}

/**
 * A ProxyConfig with what the annotation proxy.istio.io/config says over it.
 * @throws CliError where the annotation is not YAML, or a value does not fit
 */
export function overrideProxyConfig(
  proxyConfig: JsonObject,
  annotation: string,
): Pick<InjectMesh, 'proxyConfig' | 'notes'> {
  const name = 'annotation proxy.istio.io/config';
  const [document] = parseDocuments(`<${name}>`, annotation);
  const decoded = wrapped(name, () => decodeMessage(document?.value ?? {}, messages.ProxyConfig));
  const merged = mergeMessage(proxyConfig, decoded.value);
  const fault = checkProxyConfig(merged);
  if (fault !== undefined) throw new CliError(`${name}: ${fault}`, { exitCode: ExitCode.badInput });
  return {
    proxyConfig: merged,
    notes: decoded.unknown.map((path) => `${name}: ${path} is not known and has no effect`),
  };
}

function wrapped<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
    throw new CliError(`${what}: ${error.message}`, { exitCode: ExitCode.badInput });
  }
}

function portFault(mesh: JsonObject): string | undefined {
  for (const name of ['proxyListenPort', 'proxyInboundListenPort', 'proxyHttpPort']) {
    const port = mesh[name];
    if (typeof port === 'number' && (port < 0 || port > 65535)) {
      return `${name}: port number ${port} must be in the range 1..65535`;
    }
  }
  return undefined;
}

/** Only those of the proxy: of the mesh there are many that injection has no use for. */
function unknownNotes(unknown: readonly string[]): string[] {
  return unknown
    .filter((path) => path.startsWith('defaultConfig.'))
    .map((path) => `mesh config: ${path} is not known and has no effect`);
}

/** What istioctl 0.8 refused (ValidateMeshConfig), although the sidecar takes it. */
function timeNotes(
  { drainDuration, parentShutdownDuration, connectTimeout }: JsonObject,
  generation: IstioGeneration,
): string[] {
  if (generation !== '0.8') return [];
  const [drain, shutdown, connect] = [drainDuration, parentShutdownDuration, connectTimeout].map(
    (value) => parseDuration(String(value)) ?? 0,
  ) as [number, number, number];
  return [
    ...(shutdown > drain
      ? []
      : [
          `mesh config: parent shutdown time ${parentShutdownDuration} should be greater than drain time ${drainDuration}`,
        ]),
    ...(connect < 30e9 ? [] : [`mesh config: connect timeout ${connectTimeout} should be less than 30s`]),
  ];
}
