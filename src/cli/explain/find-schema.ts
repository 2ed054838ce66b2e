import type { Kind } from '../../kinds/kind.ts';
import type { ObjectSchema } from '../../kinds/schema.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { parseResourceArguments } from '../input/resource-arguments.ts';

/** Returns the kind that a word names. @throws CliError where it names none, or several */
export function namedKind(word: string): Kind {
  const [found, ...others] = parseResourceArguments([word]);
  if (found !== undefined && others.length === 0) return found.kind;
  throw new CliError(`"${word}" names several kinds`, {
    exitCode: ExitCode.usage,
    hint: 'name one; ictl api-resources lists them',
  });
}

/**
 * Returns the schema of a kind in a version, the preferred one by default.
 * @param version as typed: `networking.istio.io/v1beta1`, or `v1beta1`
 * @throws CliError for one that is not served
 */
export async function schemaOfKind(
  kind: Kind,
  version: string | undefined,
): Promise<{ readonly apiVersion: string; readonly schema: ObjectSchema }> {
  const apiVersion =
    version === undefined ? kind.served[0] : kind.served.find((one) => one === version || one.endsWith(`/${version}`));
  const { schemas } = await kind.load();
  const schema = apiVersion === undefined ? undefined : schemas[apiVersion];
  if (apiVersion !== undefined && schema !== undefined) return { apiVersion, schema };
  throw new CliError(`${kind.kind} is not served in version ${version}`, {
    exitCode: ExitCode.usage,
    hint: `the versions are ${kind.served.join(', ')}`,
  });
}
