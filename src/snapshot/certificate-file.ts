import { findMountedFile, readMountedFile } from './secret-mounts.ts';
import type { Snapshot } from './snapshot.ts';
import { problemWithoutMount } from './unmounted-file.ts';

/** A certificate file as the gateway would read it. */
export type CertificateFile =
  | { readonly status: 'read'; readonly text: string }
  | { readonly status: 'missing'; readonly problem: string };

/**
 * Reads a path that a resource names: through the secret volumes of the workloads first, then from disk.
 *
 * @param workloads `<namespace>/<name>` of the Deployments that the proxy plays
 */
export function readCertificateFile(snapshot: Snapshot, workloads: readonly string[], path: string): CertificateFile {
  const mounted = findMountedFile(snapshot, workloads, path);
  const text = mounted === undefined ? undefined : readMountedFile(snapshot, mounted);
  if (text !== undefined) return { status: 'read', text };
  const file = snapshot.files.get(path);
  if (file?.status === 'read') return file;
  if (mounted !== undefined) return { status: 'missing', problem: problemOfMount(snapshot, mounted, path) };
  return { status: 'missing', problem: problemWithoutMount(snapshot, workloads, path) };
}

function problemOfMount(
  snapshot: Snapshot,
  { secret, key }: { readonly secret: string; readonly key: string | undefined },
  path: string,
): string {
  const [namespace = '', name = ''] = secret.split('/');
  if (key === undefined) return `${path} is not among the files that the volume of Secret ${name} shows`;
  if (!snapshot.secrets.has(secret))
    return `Secret ${name} in ${namespace}, which is mounted for ${path}, does not exist; ${creation(namespace, name)}`;
  return `Secret ${name} in ${namespace}, which is mounted for ${path}, has no key ${key}`;
}

function creation(namespace: string, name: string): string {
  return `create it with: ictl create -n ${namespace} secret tls ${name} --cert=FILE --key=FILE`;
}
