import { namespaceKind } from '../../kinds/kubernetes/namespace/kind.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { builtObject } from './built-object.ts';
import { carryOut } from './carry-out.ts';
import type { WriteFlags } from './write-flags.ts';

/** Creates a Namespace. @throws CliError or ApiError */
export async function createNamespace(
  name: string,
  flags: WriteFlags & GlobalOptions,
  context: CliContext,
): Promise<void> {
  const object = await builtObject(namespaceKind, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  await carryOut([{ verb: 'create', kind: namespaceKind, object }], flags, context);
}
