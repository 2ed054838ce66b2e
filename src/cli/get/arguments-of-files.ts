import type { CliContext, GlobalOptions } from '../command.ts';
import { chooseTargets } from '../input/choose-targets.ts';
import type { ResourceArgument } from '../input/resource-arguments.ts';

/** Returns what words would say of the objects that files name. @throws CliError where they name none */
export async function argumentsOfFiles(
  file: readonly string[],
  { namespace }: GlobalOptions,
  context: CliContext,
): Promise<readonly ResourceArgument[]> {
  const named = namespace === undefined ? { file } : { file, namespace };
  const targets = await chooseTargets([], named, context, { verb: 'get', example: 'ictl get -f gateway.yaml' });
  return targets.flatMap((target) =>
    'ref' in target ? [{ kind: target.ref.kind, names: [target.ref.name], namespace: target.ref.namespace }] : [],
  );
}
