// The pipeline of `serve` without store and engine: texts, objects, snapshot, configuration.
import { clusterTemplates } from '../../objects/cluster-templates.ts';
import { buildSnapshot } from '../../snapshot/snapshot.ts';
import { certificatePaths, readDiskFiles } from '../../source/disk-files.ts';
import { fileObjects } from '../../source/file-objects.ts';
import type { CliContext } from '../command.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import { readInput } from '../input/read-input.ts';
import { readMeshConfig } from '../input/read-mesh-config.ts';
import { type TranslatedSnapshot, translateSnapshot } from './translate-snapshot.ts';

export interface TranslateInput {
  readonly file?: readonly string[];
  readonly namespace?: string;
  readonly meshConfig?: string;
  readonly gateway?: string;
}

/** Translates everything that `-f` names. @throws CliError where it cannot be read or is not YAML */
export async function translateInput(input: TranslateInput, context: CliContext): Promise<TranslatedSnapshot> {
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
  return translateSnapshot(snapshot, input.gateway, files.findings);
}
