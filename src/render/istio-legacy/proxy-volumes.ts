// The volumes of the pods, and where the proxy has them.
import { type IngressIdentity, isInjected } from './ingress-identity.ts';
import type { IngressGatewayValues, IngressValues } from './ingress-values.ts';

export function proxyVolumes(values: IngressValues, ingress: IngressIdentity): readonly unknown[] {
  return [...(isInjected(ingress) ? [] : ownVolumes(values)), ...userVolumes(ingress.gateway)];
}

export function proxyMounts(values: IngressValues, ingress: IngressIdentity): readonly unknown[] {
  return [...(isInjected(ingress) ? [] : ownMounts(values)), ...userMounts(ingress.gateway)];
}

function userVolumes({ secretVolumes = [], configVolumes = [] }: IngressGatewayValues): readonly unknown[] {
  return [
    ...secretVolumes.map(({ name, secretName }) => ({ name, secret: { secretName, optional: true } })),
    ...configVolumes.map(({ name, configMapName }) => ({ name, configMap: { name: configMapName, optional: true } })),
  ];
}

function userMounts({ secretVolumes = [], configVolumes = [] }: IngressGatewayValues): readonly unknown[] {
  return [...secretVolumes, ...configVolumes]
    .filter(({ mountPath }) => Boolean(mountPath))
    .map(({ name, mountPath }) => ({ name, mountPath, readOnly: true }));
}

/** Sockets, certificates and configuration of the agent and Envoy. */
function ownVolumes({ global, revision = '' }: IngressValues): readonly unknown[] {
  const token = { path: 'istio-token', expirationSeconds: 43_200, audience: global.sds?.token?.aud };
  const meshConfig = revision === '' ? 'istio' : `istio-${revision}`;
  return [
    { name: 'workload-socket', emptyDir: {} },
    { name: 'credential-socket', emptyDir: {} },
    { name: 'workload-certs', emptyDir: {} },
    ...(isSignedByIstiod(global) ? [{ name: 'istiod-ca-cert', configMap: { name: 'istio-ca-root-cert' } }] : []),
    { name: 'podinfo', downwardAPI: { items: [podInfo('labels'), podInfo('annotations')] } },
    { name: 'istio-envoy', emptyDir: {} },
    { name: 'istio-data', emptyDir: {} },
    { name: 'istio-token', projected: { sources: [{ serviceAccountToken: token }] } },
    ...(global.mountMtlsCerts ? [meshCertificates] : []),
    { name: 'config-volume', configMap: { name: meshConfig, optional: true } },
  ];
}

const meshCertificates = {
  name: 'istio-certs',
  secret: { secretName: 'istio.istio-ingressgateway-service-account', optional: true },
};

function ownMounts({ global }: IngressValues): readonly unknown[] {
  return [
    { name: 'workload-socket', mountPath: '/var/run/secrets/workload-spiffe-uds' },
    { name: 'credential-socket', mountPath: '/var/run/secrets/credential-uds' },
    { name: 'workload-certs', mountPath: '/var/run/secrets/workload-spiffe-credentials' },
    { name: 'istio-envoy', mountPath: '/etc/istio/proxy' },
    { name: 'config-volume', mountPath: '/etc/istio/config' },
    ...(isSignedByIstiod(global) ? [{ name: 'istiod-ca-cert', mountPath: '/var/run/secrets/istio' }] : []),
    { name: 'istio-token', mountPath: '/var/run/secrets/tokens', readOnly: true },
    ...(global.mountMtlsCerts ? [{ name: 'istio-certs', mountPath: '/etc/certs', readOnly: true }] : []),
    { name: 'istio-data', mountPath: '/var/lib/istio/data' },
    { name: 'podinfo', mountPath: '/etc/istio/pod' },
  ];
}

function isSignedByIstiod({ pilotCertProvider }: IngressValues['global']): boolean {
  return pilotCertProvider === 'istiod';
}

function podInfo(what: string): unknown {
  return { path: what, fieldRef: { fieldPath: `metadata.${what}` } };
}
