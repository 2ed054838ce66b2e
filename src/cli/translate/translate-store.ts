// The pipeline of `serve` without engine: what is in the store, snapshot, configuration.
import type { KubeObject } from '../../kinds/object.ts';
import { openHomeStore } from '../../objects/open-objects.ts';
import { StoreSource } from '../../source/store-source.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { readMeshConfig } from '../input/read-mesh-config.ts';
import { type TranslatedSnapshot, translateSnapshot } from './translate-snapshot.ts';

export interface TranslateStoreFlags extends GlobalOptions {
  readonly meshConfig?: string;
  readonly gateway?: string;
}

/** Translates what is in the store, and makes none where there is none. @throws CliError where it cannot be read */
export async function translateStore(flags: TranslateStoreFlags, context: CliContext): Promise<TranslatedSnapshot> {
  const meshConfigText = flags.meshConfig === undefined ? undefined : readMeshConfig(flags.meshConfig, context);
  const store = await openHomeStore(homeFolder(flags, context), 'read', { now: context.now });
  const source = new StoreSource(store, { overrides: [], meshConfigText });
  try {
    const objects = store.list().objects.map(({ value }) => value as KubeObject);
    const { snapshot, findings } = await source.read();
    return translateSnapshot({ snapshot, objects, problems: findings }, flags.gateway);
  } finally {
    source.close();
  }
}
