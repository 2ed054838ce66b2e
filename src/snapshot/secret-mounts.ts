// Where a certificate path of a Gateway leads: into a Secret that the gateway's Deployment mounts, or to a file on disk.
// Applying a Deployment with secret volumes is what makes `/etc/istio/ingressgateway-certs/tls.crt` readable.
import type { Deployment } from '../kinds/kubernetes/deployment.ts';
import type { SecretVolumeSource, VolumeMount } from '../kinds/kubernetes/pod.ts';
import type { Snapshot } from './snapshot.ts';

/** A volume mount whose volume is a Secret. */
export interface SecretMount {
  /** `<namespace>/<name>`. */
  readonly secret: string;
  readonly mountPath: string;
  readonly subPath: string;
  readonly items: SecretVolumeSource['items'];
}

/** The mounted Secret and the key of it that a path leads to. */
export interface MountedFile {
  /** `<namespace>/<name>`; the Secret need not exist. */
  readonly secret: string;
  /** undefined where the volume does not show the file. */
  readonly key: string | undefined;
}

/** The Secret behind a path, where the path is inside a secret volume of one of the workloads. */
export function findMountedFile(
  snapshot: Snapshot,
  workloads: readonly string[],
  path: string,
): MountedFile | undefined {
  // The deepest mount point hides what lies above it.
  const mount = workloadMounts(snapshot, workloads)
    .filter(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`))
    .sort((left, right) => right.mountPath.length - left.mountPath.length)[0];
  if (mount === undefined) return undefined;
  const inside = [mount.subPath, path.slice(mount.mountPath.length + 1)].filter((part) => part !== '').join('/');
  return { secret: mount.secret, key: keyAt(inside, mount.items) };
}

/** The secret volumes of workloads, where they are mounted. */
export function workloadMounts({ deployments }: Snapshot, workloads: readonly string[]): readonly SecretMount[] {
  return workloads.flatMap((name) => {
    const deployment = deployments.get(name);
    return deployment === undefined ? [] : secretMounts(deployment);
  });
}

/** The text of a mounted file, where its Secret has it. */
export function readMountedFile(snapshot: Snapshot, { secret, key }: MountedFile): string | undefined {
  const data = key === undefined ? undefined : snapshot.secrets.get(secret)?.data;
  if (key === undefined || data === undefined || !Object.hasOwn(data, key)) return undefined;
  return Buffer.from(data[key] ?? '', 'base64').toString('utf8');
}

function secretMounts({ metadata, spec }: Deployment): SecretMount[] {
  const pod = spec?.template.spec;
  const volumes = new Map((pod?.volumes ?? []).map(({ name, secret }) => [name, secret]));
  return (pod?.containers ?? [])
    .flatMap(({ volumeMounts = [] }) => volumeMounts)
    .flatMap((mount) => {
      const source = volumes.get(mount.name);
      return source?.secretName === undefined ? [] : [secretMount(mount, source, metadata.namespace ?? '')];
    });
}

function secretMount(
  { mountPath, subPath = '' }: VolumeMount,
  source: SecretVolumeSource,
  namespace: string,
): SecretMount {
  return {
    secret: `${namespace}/${source.secretName ?? ''}`,
    mountPath: mountPath.replace(/\/+$/, ''),
    subPath: subPath.replace(/^\/+|\/+$/g, ''),
    items: source.items,
  };
}

/** With `items` a volume shows only the keys named there, each under its own path. */
function keyAt(path: string, items: SecretVolumeSource['items']): string | undefined {
  if (items === undefined) return path.includes('/') ? undefined : path;
  return items.find((item) => item.path === path)?.key;
}
