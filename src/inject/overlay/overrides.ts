// The annotation that keeps what a user had set for containers that are injected.
import { CliError, ExitCode } from '../../lib/errors.ts';
import { isObject, type JsonObject, objectsAt } from '../pod/json.ts';
import { annotationsOf, type ContainerList, type Pod } from '../pod/pod.ts';

export const overridesAnnotation = 'proxy.istio.io/overrides';

export type Overrides = Readonly<Record<ContainerList, readonly JsonObject[]>>;

/** Reads the annotation. @throws CliError where it is not JSON */
export function readOverrides(pod: Pod): Overrides {
  const text = annotationsOf(pod)[overridesAnnotation];
  if (text === undefined) return { containers: [], initContainers: [] };
  const value = parsed(text);
  return { containers: objectsAt(value, 'containers'), initContainers: objectsAt(value, 'initContainers') };
}

function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Reported below, as what is JSON but no object.
  }
  throw new CliError(`annotation ${overridesAnnotation} is not a JSON object`, { exitCode: ExitCode.badInput });
}
