// Application protocols of ports, of Gateways, Services and ServiceEntries (Istio's protocol.Parse and
// kube.ConvertProtocol).

export type Protocol =
  | 'GRPC'
  | 'GRPC-WEB'
  | 'HTTP'
  | 'HTTP_PROXY'
  | 'HTTP2'
  | 'HTTPS'
  | 'TCP'
  | 'TLS'
  | 'UDP'
  | 'MONGO'
  | 'MYSQL'
  | 'REDIS'
  /** Not declared, or none that Istio knows. */
  | 'UNSUPPORTED';

const known: ReadonlyMap<string, Protocol> = new Map(
  (
    [
      'GRPC',
      'GRPC-WEB',
      'HTTP',
      'HTTP_PROXY',
      'HTTP2',
      'HTTPS',
      'TCP',
      'TLS',
      'UDP',
      'MONGO',
      'MYSQL',
      'REDIS',
    ] as const
  ).map((protocol) => [protocol.toLowerCase(), protocol]),
);

/** What Kubernetes' own appProtocol names mean (KEP-3726). */
const kubernetesAppProtocols: ReadonlyMap<string, Protocol> = new Map([
  ['kubernetes.io/h2c', 'HTTP2'],
  ['kubernetes.io/ws', 'HTTP'],
  ['kubernetes.io/wss', 'HTTPS'],
]);

/** SMTP, DNS, MySQL, MongoDB: there the server speaks first, so without a declared protocol they are TCP. */
const wellKnownTcpPorts: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

/** Reads a declared protocol in any case. */
export function parseProtocol(text: string | undefined): Protocol {
  return known.get((text ?? '').toLowerCase()) ?? 'UNSUPPORTED';
}

interface ServicePortProtocol {
  readonly port: number;
  readonly name?: string | undefined;
  readonly appProtocol?: string | undefined;
  /** The transport. */
  readonly protocol?: string | undefined;
}

/** The protocol of a Service's port: appProtocol, even an unknown one, beats the port's name up to its first dash. */
export function servicePortProtocol({ port, name, appProtocol, protocol }: ServicePortProtocol): Protocol {
  if (protocol === 'UDP') return 'UDP';
  const standard = kubernetesAppProtocols.get(appProtocol ?? '');
  if (standard !== undefined) return standard;
  const declared = (appProtocol ?? name ?? '').toLowerCase();
  if (declared.startsWith('grpc-web')) return 'GRPC-WEB';
  const parsed = parseProtocol(declared.split('-')[0]);
  return parsed === 'UNSUPPORTED' && wellKnownTcpPorts.has(port) ? 'TCP' : parsed;
}

/** Whether a server or a backend of this protocol speaks HTTP in plain text. */
export function isHttp(protocol: Protocol): boolean {
  return isHttp2(protocol) || protocol === 'HTTP' || protocol === 'HTTP_PROXY';
}

/** Whether a backend of this protocol is spoken to in HTTP/2. */
export function isHttp2(protocol: Protocol): boolean {
  return protocol === 'HTTP2' || protocol === 'GRPC' || protocol === 'GRPC-WEB';
}
