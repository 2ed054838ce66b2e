// The certificate files outside the store that resources name. The daemon reads them and watches them; translation
// sees only what is in the snapshot.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { DestinationRule } from '../kinds/destination-rule/destination-rule.ts';
import type { Gateway } from '../kinds/gateway/gateway.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { DiskFile, DiskFiles } from '../snapshot/disk-file.ts';

const MAX_FILE_BYTES = 1024 * 1024;

/** Fields of TLS settings that name files (Gateway ServerTLSSettings and DestinationRule ClientTLSSettings). */
const pathFields = ['serverCertificate', 'clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;

type TlsPaths = Partial<Record<(typeof pathFields)[number], string>>;

/** Every path that a resource names, sorted; whether a secret volume hides it is for the snapshot's reader to say. */
export function certificatePaths(objects: Iterable<KubeObject>): string[] {
  const paths = new Set<string>();
  for (const object of objects) {
    for (const tls of tlsSettingsOf(object)) {
      for (const field of pathFields) if (typeof tls?.[field] === 'string' && tls[field] !== '') paths.add(tls[field]);
    }
  }
  return [...paths].sort();
}

function tlsSettingsOf(object: KubeObject): (TlsPaths | undefined)[] {
  if (object.kind === 'Gateway') {
    const servers = (object as Gateway).spec?.servers ?? [];
    return servers.flatMap(({ tls }) => [tls, ...(tls?.tlsCertificates ?? [])]);
  }
  if (object.kind === 'DestinationRule') {
    const { trafficPolicy, subsets = [] } = (object as DestinationRule).spec ?? {};
    const policies = [trafficPolicy, ...subsets.map((subset) => subset.trafficPolicy)];
    return policies.flatMap((policy) => [policy?.tls, ...(policy?.portLevelSettings ?? []).map(({ tls }) => tls)]);
  }
  return [];
}

/** Reads them all; what cannot be used says why. The same entry as in `last` where the content is equal. */
export function readDiskFiles(paths: readonly string[], last: DiskFiles): DiskFiles {
  return new Map(
    paths.map((path) => {
      const before = last.get(path);
      const now = readDiskFile(path);
      return [path, before !== undefined && isEqual(before, now) ? before : now];
    }),
  );
}

function isEqual(one: DiskFile, other: DiskFile): boolean {
  if (one.status === 'read') return other.status === 'read' && one.text === other.text;
  return other.status === 'unusable' && one.problem === other.problem;
}

function readDiskFile(path: string): DiskFile {
  if (!isAbsolute(path)) return unusable('it is not an absolute path');
  if (path.split('/').includes('..')) return unusable('it climbs with ..');
  try {
    return readRegularFile(path);
  } catch (error) {
    return unusable(reasonOf(error as NodeJS.ErrnoException));
  }
}

function readRegularFile(path: string): DiskFile {
  // without O_NONBLOCK the open of a pipe that nobody writes to would not return
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return unusable('it is not a regular file');
    if (stats.size > MAX_FILE_BYTES) return unusable('it is larger than 1 MiB');
    const bytes = Buffer.alloc(stats.size);
    const length = readSync(descriptor, bytes, 0, bytes.length, 0);
    return { status: 'read', text: bytes.toString('utf8', 0, length) };
  } finally {
    closeSync(descriptor);
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read';
  return message;
}

function unusable(problem: string): DiskFile {
  return { status: 'unusable', problem };
}
