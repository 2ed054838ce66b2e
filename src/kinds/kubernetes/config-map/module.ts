import { fieldOf } from '../../field-path.ts';
import { invalidValue, refused } from '../../field-problem.ts';
import type { KindModule } from '../../kind.ts';
import { isMeshConfigMap, mayBeMeshConfigMap } from '../../mesh-config/mesh-config-map.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import type { ConfigMap } from '../config-map.ts';
import { dataKeyProblems, maxDataBytes } from '../data-keys.ts';
import { configMapTypes } from '../generated/config-map.ts';
import { immutableDataProblems } from '../immutable-data.ts';

export const configMapModule: KindModule = builtInModule<ConfigMap>({
  schemas: { v1: expandKind(configMapTypes, 'ConfigMap') },
  storageVersion: 'v1',
  nameRule: dns1123SubdomainFault,
  validate: validateConfigMap,
  validateDocuments,
  validateUpdate: (configMap, previous) => immutableDataProblems(configMap, previous, ['data', 'binaryData']),
});

/** Most ConfigMaps are no mesh config: then nothing of it is loaded. */
async function validateDocuments(configMap: ConfigMap): Promise<readonly Problem[]> {
  if (!isMeshConfigMap(configMap.metadata) && !mayBeMeshConfigMap(configMap.metadata)) return [];
  const { meshConfigMapProblems } = await import('../../mesh-config/config-map-problems.ts');
  return meshConfigMapProblems(configMap);
}

function validateConfigMap({ data = {}, binaryData = {} }: ConfigMap): readonly Problem[] {
  const shared = Object.keys(data).filter((key) => Object.hasOwn(binaryData, key));
  const textBytes = Object.values(data).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const binaryBytes = Object.values(binaryData).reduce((sum, text) => sum + Buffer.byteLength(text, 'base64'), 0);
  return [
    ...dataKeyProblems('data', data),
    ...dataKeyProblems('binaryData', binaryData),
    ...shared.map((key) => invalidValue(fieldOf('data', key), key, 'duplicate of key present in binaryData')),
    ...(textBytes + binaryBytes > maxDataBytes
      ? [refused('data', `must be at most ${maxDataBytes} bytes in all`)]
      : []),
  ];
}
