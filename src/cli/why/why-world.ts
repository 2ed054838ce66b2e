import type { Config } from '../../envoy/config.ts';
import type { Finding } from '../../lib/finding.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import type { World } from './decide.ts';
import { policyFinder } from './policy-finder.ts';
import { sourceFinder } from './source-finder.ts';

export interface WorldFlags extends GlobalOptions {
  readonly file: readonly string[];
  readonly meshConfig?: string;
  readonly gateway?: string;
}

interface Translated {
  readonly config: Config;
  readonly findings: readonly Finding[];
  readonly snapshot: Snapshot;
  readonly proxy: GatewayProxy;
}

/** Translates the files of -f, or what is in the store. @throws CliError where they cannot be read */
export async function whyWorld(flags: WorldFlags, context: CliContext): Promise<World & Pick<Translated, 'findings'>> {
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

async function fromFiles(flags: WorldFlags, context: CliContext): Promise<Translated> {
  const { translateInput } = await import('../translate/translate-input.ts');
  return await translateInput(flags, context);
}

async function fromStore(flags: WorldFlags, context: CliContext): Promise<Translated> {
  const [{ StoreSource }, { openHomeStore }, { buildProxy }, { translate }, { readMeshConfig }] = await Promise.all([
    import('../../source/store-source.ts'),
    import('../../objects/open-objects.ts'),
    import('../../snapshot/gateway-proxy.ts'),
    import('../../translate/translate.ts'),
    import('../input/read-mesh-config.ts'),
  ]);
  const meshConfigText = flags.meshConfig === undefined ? undefined : readMeshConfig(flags.meshConfig, context);
  const store = await openHomeStore(homeFolder(flags, context), 'read', { now: context.now });
  const source = new StoreSource(store, { overrides: [], meshConfigText });
  try {
    const { snapshot, findings } = await source.read();
    const built = buildProxy(snapshot, { gateway: flags.gateway });
    const translated = translate(snapshot, built.proxy);
    return {
      config: translated.config,
      findings: [...findings, ...built.findings, ...translated.findings],
      snapshot,
      proxy: built.proxy,
    };
  } finally {
    source.close();
  }
}

/** A running server may be reached on other sockets than the ports of its Services. */
async function socketsInUse(flags: WorldFlags, context: CliContext): Promise<World['reach']['servicePorts']> {
  const { serverStatus } = await import('../../control/control-client.ts');
  return (await serverStatus(homeFolder(flags, context)))?.servicePorts ?? [];
}
