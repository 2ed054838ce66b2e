// The mesh config in force: that of a file given at start, else the key `mesh` of ConfigMap istio in istio-system, else
// Istio's defaults.
import type { ConfigMap } from '../kinds/kubernetes/config-map.ts';
import { decodeMeshConfig } from '../kinds/mesh-config/decode-mesh-config.ts';
import { defaultMeshConfig, type MeshConfig } from '../kinds/mesh-config/mesh-config.ts';
import { isMeshConfigMap, meshConfigMap } from '../kinds/mesh-config/mesh-config-map.ts';
import type { Problem } from '../kinds/problem.ts';
import { CliError } from '../lib/errors.ts';
import type { Finding } from '../lib/finding.ts';

interface FoundMeshConfig {
  readonly meshConfig: MeshConfig;
  readonly findings: readonly Finding[];
}

/** One that cannot be used leaves findings, and the defaults hold. */
export function findMeshConfig(configMaps: readonly ConfigMap[], text: string | undefined): FoundMeshConfig {
  const used = text ?? textOfConfigMap(configMaps);
  if (used === undefined) return { meshConfig: defaultMeshConfig, findings: [] };
  const isFromConfigMap = text === undefined;
  try {
    const { meshConfig, problems } = decodeMeshConfig(used, isFromConfigMap ? 'ConfigMap istio' : 'mesh config');
    return { meshConfig, findings: problems.map((problem) => toFinding(problem, isFromConfigMap)) };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const problem: Problem = {
      code: 'ICTL0027',
      severity: 'error',
      message: `${error.message}; Istio's defaults hold`,
    };
    return { meshConfig: defaultMeshConfig, findings: [toFinding(problem, isFromConfigMap)] };
  }
}

function textOfConfigMap(configMaps: readonly ConfigMap[]): string | undefined {
  return configMaps.find(({ metadata }) => isMeshConfigMap(metadata))?.data?.[meshConfigMap.key];
}

/** The field is one of the mesh config, which is a text to the ConfigMap. */
function toFinding({ path, ...problem }: Problem, isFromConfigMap: boolean): Finding {
  const field = path === undefined || path === '' ? 'mesh config' : `mesh config, ${path}`;
  const finding = { ...problem, message: `${field}: ${problem.message}` };
  if (!isFromConfigMap) return finding;
  const { namespace, name, key } = meshConfigMap;
  return { ...finding, resource: { kind: 'ConfigMap', namespace, name }, path: `data.${key}` };
}
