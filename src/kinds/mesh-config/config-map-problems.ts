// The mesh config in the ConfigMap that holds it is only a text to the API server, but a mistake in it would bring back
// all defaults.
import { CliError } from '../../lib/errors.ts';
import type { ConfigMap } from '../kubernetes/config-map.ts';
import type { Problem } from '../problem.ts';
import { decodeMeshConfig } from './decode-mesh-config.ts';
import { isMeshConfigMap, meshConfigMap } from './mesh-config-map.ts';

/**
 * Checks the mesh config of the ConfigMap that holds it. Where none says in which namespace it will be, mistakes are
 * warnings.
 */
export function meshConfigMapProblems({ data, metadata }: ConfigMap): readonly Problem[] {
  const severity = isMeshConfigMap(metadata) ? 'error' : 'warning';
  return meshProblems(data).map((problem) => ({ ...problem, severity }));
}

function meshProblems(data: ConfigMap['data']): readonly Problem[] {
  const text = data?.[meshConfigMap.key] ?? '';
  const path = `data.${meshConfigMap.key}`;
  try {
    const { problems, lineOf } = decodeMeshConfig(text, 'mesh config');
    // Warnings come with the mesh config in force, wherever it is from.
    const errors = problems.filter(({ severity }) => severity === 'error');
    return errors.map((problem) => {
      const field = problem.path ? `, ${problem.path}` : '';
      return {
        ...problem,
        path,
        message: `mesh config line ${lineOf(problem.path ?? '')}${field}: ${problem.message}`,
      };
    });
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return [{ code: 'ICTL0027', severity: 'error', message: firstLine(error.message), path }];
  }
}

/** Without the line that is shown below, which belongs to a terminal. */
function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
