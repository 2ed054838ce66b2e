// TLS and PROXY protocol towards endpoints (Istio's cluster_tls.go).
import type { Cluster } from '../../envoy/cluster.ts';
import {
  caSuffix,
  credentialSecretName,
  fileCaName,
  fileCertificateName,
  meshCertificateName,
  meshRootName,
  systemCa,
} from '../../envoy/secret-name.ts';
import type { CommonTlsContext, UpstreamTlsContext } from '../../envoy/tls.ts';
import type { ClientTls, TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';
import { defined, nonEmpty } from '../defined.ts';
import { sdsSecret } from '../listener/sds-secret.ts';
import type { ClusterOptions } from './cluster.ts';
import { isHttp2Cluster } from './http-protocol-options.ts';

type Socket = NonNullable<Cluster['transportSocket']>;

const tlsParams = { tlsMinimumProtocolVersion: 'TLSv1_2', tlsMaximumProtocolVersion: 'TLSv1_3' } as const;

/** The transport socket of a cluster; undefined for plain text. */
export function upstreamSocket(
  policy: Pick<TrafficPolicy, 'tls' | 'proxyProtocol' | 'connectionPool'>,
  options: ClusterOptions,
): Socket | undefined {
  const { tls, proxyProtocol } = policy;
  const context = tls && upstreamTlsContext(tls, policy, options);
  const socket = context && ({ name: 'envoy.transport_sockets.tls', typedConfig: context } as const);
  return proxyProtocol === undefined ? socket : withProxyProtocol(proxyProtocol.version ?? 'V1', socket);
}

function upstreamTlsContext(
  tls: ClientTls,
  { connectionPool }: Pick<TrafficPolicy, 'connectionPool'>,
  { port, service, translation, meshSni }: ClusterOptions,
): UpstreamTlsContext | undefined {
  const { meshConfig } = translation.snapshot;
  const mode = tls.mode ?? 'DISABLE';
  if (mode === 'DISABLE') return undefined;
  const isHttp2 = isHttp2Cluster(port, connectionPool, meshConfig);
  const type = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';
  if (mode === 'ISTIO_MUTUAL')
    return { '@type': type, commonTlsContext: meshContext(tls, isHttp2), sni: tls.sni || meshSni };
  // A ServiceEntry may say which names to expect where the rule does not.
  const names = (tls.subjectAltNames ?? []).length > 0 ? (tls.subjectAltNames ?? []) : service.subjectAltNames;
  const { cipherSuites, ecdhCurves } = meshConfig.tlsDefaults ?? {};
  return {
    '@type': type,
    commonTlsContext: {
      tlsParams: {
        ...tlsParams,
        ...defined({ cipherSuites: nonEmpty(cipherSuites ?? []), ecdhCurves: nonEmpty(ecdhCurves ?? []) }),
      },
      ...clientCertificate(tls),
      ...serverValidation(tls, names),
      ...(isHttp2 && { alpnProtocols: ['h2'] }),
    },
    ...(tls.sni && { sni: tls.sni }),
  };
}

/** Mesh mTLS: certificates of the mesh's own, and protocols that only its sidecars offer. */
function meshContext(tls: ClientTls, isHttp2: boolean): CommonTlsContext {
  return {
    tlsParams,
    alpnProtocols: isHttp2 ? ['istio-peer-exchange', 'istio', 'h2'] : ['istio-peer-exchange', 'istio'],
    tlsCertificateSdsSecretConfigs: [sdsSecret(meshCertificateName)],
    ...validation(meshRootName, tls.subjectAltNames ?? []),
  };
}

function clientCertificate(tls: ClientTls): Pick<CommonTlsContext, 'tlsCertificateSdsSecretConfigs'> {
  if (tls.mode !== 'MUTUAL') return {};
  const name = tls.credentialName
    ? credentialSecretName(tls.credentialName)
    : fileCertificateName(tls.clientCertificate ?? '', tls.privateKey ?? '');
  return { tlsCertificateSdsSecretConfigs: [sdsSecret(name)] };
}

/** Without a CA that of the system counts; whoever skips verification needs none. */
function serverValidation(tls: ClientTls, names: readonly string[]): Partial<CommonTlsContext> {
  if (tls.insecureSkipVerify === true) return tls.credentialName ? {} : { validationContext: {} };
  if (tls.credentialName) return validation(credentialSecretName(tls.credentialName + caSuffix), names);
  const crl = tls.caCrl ? { crl: { filename: tls.caCrl } } : {};
  return validation(fileCaName(tls.caCertificates || systemCa), names, crl);
}

function validation(
  ca: string,
  names: readonly string[],
  more: object = {},
): Pick<CommonTlsContext, 'combinedValidationContext'> {
  const exact = names.map((name) => ({ exact: name }));
  return {
    combinedValidationContext: {
      defaultValidationContext: { ...(exact.length > 0 && { matchSubjectAltNames: exact }), ...more },
      validationContextSdsSecretConfig: sdsSecret(ca),
    },
  };
}

function withProxyProtocol(version: 'V1' | 'V2', socket: Socket | undefined): Socket {
  return {
    name: 'envoy.transport_sockets.upstream_proxy_protocol',
    typedConfig: {
      '@type':
        'type.googleapis.com/envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport',
      config: { version },
      transportSocket: socket ?? {
        name: 'envoy.transport_sockets.raw_buffer',
        typedConfig: { '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer' },
      },
    },
  };
}
