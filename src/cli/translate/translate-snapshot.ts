import type { Config, Secret } from '../../envoy/config.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { Finding } from '../../lib/finding.ts';
import { buildProxy } from '../../snapshot/gateway-proxy.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import { buildSnapshot, type Snapshot, type SnapshotInput } from '../../snapshot/snapshot.ts';
import { certificatePaths, readDiskFiles } from '../../source/disk-files.ts';
import { translateSecrets } from '../../translate/secrets.ts';
import { translate } from '../../translate/translate.ts';

/** A snapshot, and what it was made of. */
export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  /** In their storage versions, also those that are not translated. */
  readonly objects: readonly KubeObject[];
  /** What was found while the objects were read. */
  readonly problems: readonly Finding[];
}

/** What a snapshot stands for, and all that was found on the way, problems first. */
export interface TranslatedSnapshot extends ReadSnapshot {
  readonly config: Config;
  readonly secrets: readonly Secret[];
  readonly findings: readonly Finding[];
  readonly proxy: GatewayProxy;
}

/** Translates a snapshot for the gateways that `serve` plays, or for the one that `--gateway` names. */
export function translateSnapshot(read: ReadSnapshot, gateway: string | undefined): TranslatedSnapshot {
  const { snapshot, problems } = read;
  const { proxy, findings: proxyFindings } = buildProxy(snapshot, { gateway });
  const { config, findings } = translate(snapshot, proxy);
  const { secrets, findings: secretFindings } = translateSecrets(config, snapshot, proxy);
  return { ...read, config, secrets, findings: [...problems, ...proxyFindings, ...findings, ...secretFindings], proxy };
}

/** Builds the snapshot of some objects, with the disk files they name. */
export function readSnapshot(
  input: Pick<ReadSnapshot, 'objects' | 'problems'> & Pick<SnapshotInput, 'revision' | 'origins'>,
  meshConfigText: string | undefined,
): ReadSnapshot {
  const { revision, objects, origins, problems } = input;
  const snapshot = buildSnapshot({
    revision,
    objects,
    ...(origins !== undefined && { origins }),
    files: readDiskFiles(certificatePaths(objects), new Map()),
    ...(meshConfigText !== undefined && { meshConfigText }),
  });
  return { snapshot, objects, problems };
}
