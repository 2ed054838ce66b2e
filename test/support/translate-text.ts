// The pipeline from text to configuration, as `translate -f` runs it.
import { clusterTemplates } from '../../src/objects/cluster-templates.ts';
import { buildProxy } from '../../src/snapshot/gateway-proxy.ts';
import type { GatewayProxy } from '../../src/snapshot/proxy.ts';
import { buildSnapshot, type Snapshot } from '../../src/snapshot/snapshot.ts';
import { fileObjects } from '../../src/source/file-objects.ts';
import { type Translated, translate } from '../../src/translate/translate.ts';

export interface TranslatedText extends Translated {
  readonly snapshot: Snapshot;
  readonly proxy: GatewayProxy;
}

/** Translates texts on top of the local cluster; all findings are those of input and translation together. */
export async function translateText(...texts: readonly string[]): Promise<TranslatedText> {
  const inputs = texts.map((text, index) => ({ file: `in-${index}.yaml`, text }));
  const { objects, origins, findings } = await fileObjects([...clusterTemplates(), ...inputs], 'default');
  const snapshot = buildSnapshot({ revision: 1, objects, origins });
  const { proxy } = buildProxy(snapshot);
  const translated = translate(snapshot, proxy);
  return { config: translated.config, findings: [...findings, ...translated.findings], snapshot, proxy };
}
