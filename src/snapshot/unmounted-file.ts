// A certificate path that no secret volume of the gateway covers: without a volume, or with one mounted elsewhere. The
// answer says what is mounted where, and the command that mounts what seems to be meant.
import { type SecretMount, workloadMounts } from './secret-mounts.ts';
import type { Snapshot } from './snapshot.ts';

/** The Deployment that `ictl render gateway` renders unless told otherwise. */
const renderedWorkload = 'istio-system/istio-ingressgateway';
/** What a label of DNS may have, which names of volumes are. */
const maxVolumeName = 63;
const plainPath = /^\/[\w.-]+(\/[\w.-]+)+$/;

/** What is wrong with a path outside all secret volumes, and what to do about it. */
export function problemWithoutMount(snapshot: Snapshot, workloads: readonly string[], path: string): string {
  const [workload = ''] = workloads;
  const mounts = workloadMounts(snapshot, workloads.slice(0, 1));
  const folder = path.slice(0, path.lastIndexOf('/'));
  const file = snapshot.files.get(path);
  const onDisk = file?.status === 'unusable' ? `, and on disk ${file.problem}` : '';
  const reason = `${describeWorkload(workload)} has no secret volume at ${folder}${describeMounts(mounts)}${onDisk}`;
  return `${path} cannot be read: ${reason}${remedy(snapshot, workload, path, mounts)}`;
}

function describeWorkload(workload: string): string {
  const [namespace = '', name = ''] = workload.split('/');
  return workload === '' ? 'the gateway' : `Deployment ${name} in ${namespace}`;
}

function describeMounts(mounts: readonly SecretMount[]): string {
  if (mounts.length === 0) return '';
  return ` (it has ${mounts.map(({ secret, mountPath }) => `${nameOf(secret)} at ${mountPath}`).join(', ')})`;
}

/** Only for the gateway that can be rendered, and for paths that stand in a command without being quoted. */
function remedy(snapshot: Snapshot, workload: string, path: string, mounts: readonly SecretMount[]): string {
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (workload !== renderedWorkload || !plainPath.test(path) || path.includes('..')) return '';
  const namespace = workload.slice(0, workload.indexOf('/'));
  const secret = meantSecret(snapshot, namespace, path, mounts);
  const kept = mounts.filter(
    (mount) => mount.secret !== `${namespace}/${secret}` && snapshot.secrets.has(mount.secret),
  );
  const volumes = [
    { secretName: secret, mountPath: folder },
    ...kept.map((mount) => ({ secretName: nameOf(mount.secret), mountPath: mount.mountPath })),
  ];
  return `; mount Secret ${secret} there with: ictl render gateway -s deployment.yaml --set '${assignments(volumes)}' | ictl apply -f -`;
}

/** The Secret of that name, else one that has the file, else the name that the path suggests. */
function meantSecret(snapshot: Snapshot, namespace: string, path: string, mounts: readonly SecretMount[]): string {
  const [file = '', folder = ''] = path.split('/').reverse();
  const suggested = folder.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  const has = (id: string) => Object.hasOwn(snapshot.secrets.get(id)?.data ?? {}, file);
  const mounted = mounts.map(({ secret }) => secret).find(has);
  const all = [...snapshot.secrets.keys()].filter((id) => id.startsWith(`${namespace}/`) && has(id));
  if (has(`${namespace}/${suggested}`)) return suggested;
  if (mounted !== undefined) return nameOf(mounted);
  return all.length === 1 ? nameOf(all[0] ?? '') : suggested;
}

/** The values of the gateway's chart for these volumes: setting one replaces them all, so all are set. */
function assignments(volumes: readonly { readonly secretName: string; readonly mountPath: string }[]): string {
  const list = 'ingressgateway.deployment.secretVolumes';
  return volumes
    .flatMap(({ secretName, mountPath }, index) => [
      `${list}[${index}].name=${secretName.replaceAll('.', '-').slice(0, maxVolumeName)}`,
      `${list}[${index}].secretName=${secretName}`,
      `${list}[${index}].mountPath=${mountPath}`,
    ])
    .join(',');
}

function nameOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}
