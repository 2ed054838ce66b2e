// The pipeline of `serve` without store and engine: texts, objects, snapshot, configuration.
import type { KubeObject } from '../../kinds/object.ts';
import { clusterTemplates } from '../../objects/cluster-templates.ts';
import { objectId } from '../../snapshot/snapshot.ts';
import { fileObjects } from '../../source/file-objects.ts';
import type { CliContext } from '../command.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import { readInput } from '../input/read-input.ts';
import { readMeshConfig } from '../input/read-mesh-config.ts';
import { readSnapshot, type TranslatedSnapshot, translateSnapshot } from './translate-snapshot.ts';

export interface TranslateInput {
  readonly file?: readonly string[];
  readonly namespace?: string;
  readonly meshConfig?: string;
  readonly gateway?: string;
}

export interface TranslatedInput extends TranslatedSnapshot {
  /** What `-f` names, in its order, without the objects that every cluster has. */
  readonly written: readonly KubeObject[];
}

/** Translates everything that `-f` names. @throws CliError where it cannot be read or is not YAML */
export async function translateInput(input: TranslateInput, context: CliContext): Promise<TranslatedInput> {
  const texts = await readInput(input.file ?? [], context);
  const files = await fileObjects([...clusterTemplates(), ...texts], input.namespace ?? DEFAULT_NAMESPACE);
  const meshConfigText = input.meshConfig === undefined ? undefined : readMeshConfig(input.meshConfig, context);
  const { objects, origins, findings: problems } = files;
  const read = readSnapshot({ revision: 1, objects, origins, problems }, meshConfigText);
  const names = new Set(texts.map(({ file }) => file));
  const written = files.objects.filter((object) => names.has(files.origins.get(objectId(object))?.file ?? ''));
  return { ...translateSnapshot(read, input.gateway), written };
}
