// The ConfigMaps in which an installation keeps its mesh config and its injection configuration, in the store.
import { configMapKind } from '../../kinds/kubernetes/config-map/kind.ts';
import type { ConfigMap } from '../../kinds/kubernetes/config-map.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { openObjects } from '../../objects/open-objects.ts';
import type { CliContext } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import type { InjectFlags } from './inject-flags.ts';

/** Data of a ConfigMap by name; undefined where there is none of that name. */
export type ConfigMaps = (name: string) => Readonly<Record<string, string>> | undefined;

/** Opens the store for reading and hands its ConfigMaps of the system namespace to `use`. */
export async function withConfigMaps<T>(
  flags: InjectFlags,
  context: CliContext,
  use: (maps: ConfigMaps) => T,
): Promise<T> {
  const objects = await openObjects(homeFolder(flags, context), 'read', { now: context.now });
  try {
    return use((name) => {
      const found = objects.find({ kind: configMapKind, namespace: flags.istioNamespace, name }) as
        | ConfigMap
        | undefined;
      return found === undefined ? undefined : (found.data ?? {});
    });
  } finally {
    objects.close();
  }
}

/** What a ConfigMap is read for: what to call it, the key, and the flag that takes a file instead. */
export interface WantedKey {
  readonly what: string;
  readonly key: string;
  readonly fileFlag: string;
}

/** The text under a key of a ConfigMap that was asked for by name. @throws CliError where it is not there */
export function requiredText(
  maps: ConfigMaps,
  name: string,
  namespace: string,
  { what, key, fileFlag }: WantedKey,
): string {
  const data = maps(name);
  const hint = `name another, or use ${fileFlag}`;
  if (data === undefined) {
    throw new CliError(
      `could not read ${what} from ConfigMap "${name}" in namespace "${namespace}": configmaps "${name}" not found`,
      {
        exitCode: ExitCode.state,
        hint,
      },
    );
  }
  const text = data[key];
  if (text === undefined) {
    throw new CliError(`missing configuration map key "${key}" in ConfigMap "${name}"`, {
      exitCode: ExitCode.state,
      hint,
    });
  }
  return text;
}
