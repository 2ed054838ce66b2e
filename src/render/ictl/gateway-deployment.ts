// The Deployment of pods that run `ictl serve`. An image with Node.js is enough: an init container installs ictl from npm.
import type { KubeObject } from '../../kinds/object.ts';
import { packageVersion } from '../../lib/package-root.ts';
import type { GatewayNames } from './gateway-names.ts';
import type { GatewayValues } from './gateway-values.ts';

const configPath = '/etc/ictl/config';
const homePath = '/var/lib/ictl';
const installPath = '/opt/ictl';
/** Inside the pod only; /ready says whether a configuration is in force. */
const adminPort = 15000;
/** The user `node` of Node.js's own images. */
const userId = 1000;
/** Beside what requests get to finish. */
const endingSeconds = 5;

const noPrivileges = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

export function gatewayDeployment(values: GatewayValues, names: GatewayNames): KubeObject {
  const { annotations = {}, autoscaling, replicaCount } = values;
  const { name, namespace, labels, selector } = names;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: {
      ...(autoscaling.enabled !== true && replicaCount !== undefined && { replicas: replicaCount }),
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels,
          annotations: { 'sidecar.istio.io/inject': 'false', ...values.podAnnotations },
        },
        spec: podSpec(values, names),
      },
    },
  };
}

function podSpec(values: GatewayValues, names: GatewayNames): unknown {
  const { image, imagePullSecrets = [], drainSeconds, nodeSelector, tolerations, affinity } = values;
  return {
    serviceAccountName: names.name,
    automountServiceAccountToken: false,
    ...(imagePullSecrets.length > 0 && { imagePullSecrets }),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: userId,
      runAsGroup: userId,
      fsGroup: userId,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(image.hasIctl !== true && { initContainers: [installer(values)] }),
    containers: [proxy(values, names)],
    volumes: volumes(values, names),
    terminationGracePeriodSeconds: drainSeconds + endingSeconds,
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
    ...(affinity && { affinity }),
  };
}

function installer(values: GatewayValues): unknown {
  const wanted = `ictl@${values.version || packageVersion()}`;
  return {
    name: 'install',
    ...imageFields(values),
    command: [
      'npm',
      'install',
      '--global',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefix',
      installPath,
      wanted,
    ],
    env: [{ name: 'npm_config_cache', value: `${installPath}/cache` }],
    securityContext: noPrivileges,
    volumeMounts: [{ name: 'ictl', mountPath: installPath }],
  };
}

function proxy(values: GatewayValues, names: GatewayNames): unknown {
  const { image, resources, service } = values;
  return {
    name: 'ictl',
    ...imageFields(values),
    command: image.hasIctl === true ? ['ictl'] : ['node', `${installPath}/lib/node_modules/ictl/bin/ictl.js`],
    args: serveArgs(values, names),
    ports: service.ports.map(({ name, socket }) => ({ name, containerPort: socket })),
    readinessProbe: { exec: { command: readinessCommand() }, periodSeconds: 10, timeoutSeconds: 5 },
    ...(resources && { resources }),
    securityContext: noPrivileges,
    volumeMounts: mounts(values, names),
  };
}

function imageFields({ image }: GatewayValues): Readonly<Record<string, unknown>> {
  const { repository, tag, pullPolicy } = image;
  return { image: `${repository}:${tag}`, ...(pullPolicy && { imagePullPolicy: pullPolicy }) };
}

function serveArgs(values: GatewayValues, { configMap }: GatewayNames): readonly string[] {
  const { service, backends = [], drainSeconds, args = [] } = values;
  return [
    ...['serve', '--home', homePath, '--bind', '0.0.0.0', '--admin-port', String(adminPort), '--access-log', '-'],
    ...['--drain-seconds', String(drainSeconds)],
    ...(configMap === undefined ? [] : ['--file', configPath]),
    ...service.ports.flatMap(({ port, socket }) => ['--port', `${port}=${socket}`]),
    ...backends.flatMap((backend) => ['--service', backend]),
    ...args,
  ];
}

function readinessCommand(): readonly string[] {
  const url = `http://127.0.0.1:${adminPort}/ready`;
  return ['node', '-e', `fetch('${url}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`];
}

function volumes({ image, secretVolumes = [] }: GatewayValues, { configMap }: GatewayNames): readonly unknown[] {
  return [
    { name: 'home', emptyDir: {} },
    ...(image.hasIctl === true ? [] : [{ name: 'ictl', emptyDir: {} }]),
    ...(configMap === undefined ? [] : [{ name: 'config', configMap: { name: configMap } }]),
    ...secretVolumes.map(({ name, secretName }) => ({ name, secret: { secretName, optional: true } })),
  ];
}

function mounts({ image, secretVolumes = [] }: GatewayValues, { configMap }: GatewayNames): readonly unknown[] {
  return [
    { name: 'home', mountPath: homePath },
    ...(image.hasIctl === true ? [] : [{ name: 'ictl', mountPath: installPath, readOnly: true }]),
    ...(configMap === undefined ? [] : [{ name: 'config', mountPath: configPath, readOnly: true }]),
    ...secretVolumes.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })),
  ];
}
