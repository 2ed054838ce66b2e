// The mesh config in force: that of a file given at start, else the key `mesh` of ConfigMap istio in istio-system, else
// Istio's defaults.
import type { ConfigMap } from '../kinds/kubernetes/config-map.ts';
import { decodeMeshConfig, type MeshConfig } from '../kinds/mesh-config/mesh-config.ts';
import type { Problem } from '../kinds/problem.ts';
import type { Finding } from '../lib/finding.ts';

export type MeshSettings = MeshConfig;
export type ConnectionSettings = NonNullable<NonNullable<MeshConfig['defaultConfig']>['connectionSettings']>;

const configMap = { namespace: 'istio-system', name: 'istio' };
const configMapKey = 'mesh';

/** Settings that cannot be used leave findings, and the defaults hold for them. */
export function findMeshConfig(
  configMaps: readonly ConfigMap[],
  text: string | undefined,
): { settings: MeshSettings; findings: readonly Finding[] } {
  const used = text ?? textOfConfigMap(configMaps);
  if (used === undefined) return { settings: {}, findings: [] };
  const { meshConfig, problems } = decodeMeshConfig(used);
  return { settings: meshConfig, findings: problems.map((problem) => toFinding(problem, text === undefined)) };
}

function textOfConfigMap(configMaps: readonly ConfigMap[]): string | undefined {
  const { namespace, name } = configMap;
  return configMaps.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name)?.data?.[
    configMapKey
  ];
}

function toFinding(problem: Problem, isFromConfigMap: boolean): Finding {
  const { path, ...rest } = problem;
  const field = path === undefined || path === '' ? 'the mesh config' : `${path} of the mesh config`;
  if (!isFromConfigMap) return { ...rest, message: `${field}: ${rest.message}` };
  return {
    ...rest,
    message: `${field}: ${rest.message}`,
    resource: { kind: 'ConfigMap', ...configMap },
    path: `data.${configMapKey}`,
  };
}
