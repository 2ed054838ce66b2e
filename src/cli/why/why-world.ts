import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import type { TranslatedSnapshot } from '../translate/translate-snapshot.ts';
import type { World } from './decide.ts';
import { policyFinder } from './policy-finder.ts';
import { sourceFinder } from './source-finder.ts';

export interface WorldFlags extends GlobalOptions {
  readonly file: readonly string[];
  readonly meshConfig?: string;
  readonly gateway?: string;
}

/** Translates the files of -f, or what is in the store. @throws CliError where they cannot be read */
export async function whyWorld(
  flags: WorldFlags,
  context: CliContext,
): Promise<World & Pick<TranslatedSnapshot, 'findings'>> {
  const isStore = flags.file.length === 0;
  const { config, findings, snapshot, proxy } = await (isStore ? fromStore : fromFiles)(flags, context);
  const reach = {
    listeners: config.listeners,
    serviceTargets: proxy.serviceTargets,
    servicePorts: isStore ? await socketsInUse(flags, context) : [],
  };
  const find = sourceFinder(snapshot.origins);
  return { config, findings, reach, find, policies: policyFinder(snapshot, proxy, find) };
}

async function fromFiles(flags: WorldFlags, context: CliContext): Promise<TranslatedSnapshot> {
  const { translateInput } = await import('../translate/translate-input.ts');
  return await translateInput(flags, context);
}

async function fromStore(flags: WorldFlags, context: CliContext): Promise<TranslatedSnapshot> {
  const { translateStore } = await import('../translate/translate-store.ts');
  return await translateStore(flags, context);
}

/** A running server may be reached on other sockets than the ports of its Services. */
async function socketsInUse(flags: WorldFlags, context: CliContext): Promise<World['reach']['servicePorts']> {
  const { serverStatus } = await import('../../control/control-client.ts');
  return (await serverStatus(homeFolder(flags, context)))?.servicePorts ?? [];
}
