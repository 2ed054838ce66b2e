// The pipeline of `serve` without store and engine: texts, objects, snapshot, configuration.
import type { Config } from '../../envoy/config.ts';
import type { Finding } from '../../lib/finding.ts';
import { clusterTemplates } from '../../objects/cluster-templates.ts';
import { buildProxy } from '../../snapshot/gateway-proxy.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import { buildSnapshot, type Snapshot } from '../../snapshot/snapshot.ts';
import { certificatePaths, readDiskFiles } from '../../source/disk-files.ts';
import { fileObjects } from '../../source/file-objects.ts';
import { translateSecrets } from '../../translate/secrets.ts';
import { translate } from '../../translate/translate.ts';
import type { CliContext } from '../command.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import { readInput } from '../input/read-input.ts';
import { readMeshConfig } from '../input/read-mesh-config.ts';

export interface TranslateInput {
  readonly file?: readonly string[];
  readonly namespace?: string;
  readonly meshConfig?: string;
  readonly gateway?: string;
}

export interface TranslatedInput {
  readonly config: Config;
  readonly findings: readonly Finding[];
  readonly snapshot: Snapshot;
  readonly proxy: GatewayProxy;
}

/** Translates everything that `-f` names. @throws CliError where it cannot be read or is not YAML */
export async function translateInput(input: TranslateInput, context: CliContext): Promise<TranslatedInput> {
  const texts = await readInput(input.file ?? [], context);
  const files = await fileObjects([...clusterTemplates(), ...texts], input.namespace ?? DEFAULT_NAMESPACE);
  const meshConfigText = input.meshConfig === undefined ? undefined : readMeshConfig(input.meshConfig, context);
  const snapshot = buildSnapshot({
    revision: 1,
    objects: files.objects,
    origins: files.origins,
    files: readDiskFiles(certificatePaths(files.objects), new Map()),
    ...(meshConfigText !== undefined && { meshConfigText }),
  });
  const { proxy, findings: proxyFindings } = buildProxy(snapshot, { gateway: input.gateway });
  const { config, findings } = translate(snapshot, proxy);
  const secrets = translateSecrets(config, snapshot, proxy);
  const all = [...files.findings, ...proxyFindings, ...findings, ...secrets.findings];
  return { config, findings: all, snapshot, proxy };
}
