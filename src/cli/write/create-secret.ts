import { secretKind } from '../../kinds/kubernetes/secret/kind.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import { builtObject } from './built-object.ts';
import { carryOut } from './carry-out.ts';
import type { WriteFlags } from './write-flags.ts';

interface SecretContent {
  readonly name: string;
  readonly type: string;
  readonly data: ReadonlyMap<string, Buffer>;
}

/** Creates a Secret. @throws CliError or ApiError */
export async function createSecret(
  { name, type, data }: SecretContent,
  flags: WriteFlags & GlobalOptions,
  context: CliContext,
): Promise<void> {
  const object = await builtObject(secretKind, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: flags.namespace ?? DEFAULT_NAMESPACE },
    type,
    data: Object.fromEntries([...data].map(([key, bytes]) => [key, bytes.toString('base64')])),
  });
  await carryOut([{ verb: 'create', kind: secretKind, object }], flags, context);
}
