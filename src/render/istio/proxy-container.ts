import { type GatewayValues, hasKeys } from './gateway-identity.ts';

const noPrivileges = {
  capabilities: { drop: ['ALL'] },
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

export function proxyContainer(values: GatewayValues): unknown {
  const { imagePullPolicy, containerSecurityContext, readinessProbe, lifecycle } = values;
  const env = environment(values);
  const resources = setResources(values);
  const volumeMounts = [...(values.volumeMounts ?? []), ...secretMounts(values)];
  return {
    name: 'istio-proxy',
    // Istio's webhook puts its own image here.
    image: 'auto',
    ...(imagePullPolicy && { imagePullPolicy }),
    securityContext: hasKeys(containerSecurityContext) ? containerSecurityContext : noPrivileges,
    ...(env.length > 0 && { env }),
    ports: [{ containerPort: 15090, protocol: 'TCP', name: 'http-envoy-prom' }],
    ...(hasKeys(resources) && { resources }),
    ...(volumeMounts.length > 0 && { volumeMounts }),
    ...(hasKeys(readinessProbe) && { readinessProbe }),
    ...(hasKeys(lifecycle) && { lifecycle }),
  };
}

/** Volumes of Secrets that need not exist, as in the charts before. */
export function secretVolumes({ secretVolumes = [] }: GatewayValues): unknown[] {
  return secretVolumes.map(({ name, secretName }) => ({ name, secret: { secretName, optional: true } }));
}

function secretMounts({ secretVolumes = [] }: GatewayValues): unknown[] {
  return secretVolumes.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true }));
}

function environment({ networkGateway, env = {}, envVarFrom = [] }: GatewayValues): unknown[] {
  const names = Object.keys(env).sort();
  return [
    ...(networkGateway ? [{ name: 'ISTIO_META_REQUESTED_NETWORK_VIEW', value: networkGateway }] : []),
    ...names.map((name) => ({ name, value: env[name] })),
    ...envVarFrom,
  ];
}

/** Without what is empty: that is how a user takes a default away. */
function setResources({ resources = {} }: GatewayValues): Readonly<Record<string, unknown>> {
  const kept = Object.entries(resources).map(([kind, amounts]) => [kind, setAmounts(amounts)] as const);
  return Object.fromEntries(kept.filter(([, amounts]) => hasKeys(amounts)));
}

function setAmounts(amounts: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => Boolean(amount)));
}
