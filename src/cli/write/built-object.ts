import { decodeAs } from '../../kinds/decode/decode-object.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';

/** Checks an object that a command has put together from its arguments as strictly as one from a file. @throws CliError */
export async function builtObject(kind: Kind, value: unknown): Promise<KubeObject> {
  const { object, problems } = await decodeAs(kind, value, kind.storageVersion);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (object !== undefined && errors.length === 0) return object;
  const texts = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  throw new CliError(`${kind.kind} refused: ${texts.join('; ')}`, { exitCode: ExitCode.badInput });
}
