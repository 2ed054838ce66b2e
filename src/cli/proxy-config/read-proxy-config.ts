// What a proxy runs: asked of the running server, else translated from the store; or from files with -f.
import { dumpedSecret } from '../../admin/dumped-secret.ts';
import type { DumpedConfig } from '../../admin/view.ts';
import { servedConfig, serverStatus } from '../../control/control-client.ts';
import type { ClusterSnapshot } from '../../engine/cluster/cluster-snapshot.ts';
import type { CliContext } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { translateInput } from '../translate/translate-input.ts';
import { type TranslatedSnapshot, translateSnapshot } from '../translate/translate-snapshot.ts';
import { translateStore } from '../translate/translate-store.ts';
import { findWorkload, parseProxy, proxyNotFound, type WantedProxy } from './find-workload.ts';
import type { ProxyConfigFlags } from './proxy-config-flags.ts';

export interface ReadProxyConfig extends DumpedConfig {
  /** What the engine knows of endpoints; undefined where nothing runs. */
  readonly clusters: readonly ClusterSnapshot[] | undefined;
  /** Which configuration this is, in a sentence. */
  readonly origin: string;
}

/**
 * @param name the gateway as typed; undefined for those that `serve` plays
 * @throws ApiError NotFound for a gateway that is not there
 */
export async function readProxyConfig(
  name: string | undefined,
  flags: ProxyConfigFlags,
  context: CliContext,
): Promise<ReadProxyConfig> {
  const wanted = name === undefined ? undefined : parseProxy(name, flags.namespace);
  if (flags.file !== undefined) return dumped(forProxy(await translateInput(flags, context), wanted), 'from the files');
  const running = await fromServer(wanted, flags, context);
  if (running !== undefined) return running;
  const translated = forProxy(await translateStore(flags, context), wanted);
  const { revision } = translated.snapshot;
  return dumped(translated, `from revision ${revision} of the store, for no server runs${wanted ? ' it' : ''}`);
}

async function fromServer(
  wanted: WantedProxy | undefined,
  flags: ProxyConfigFlags,
  context: CliContext,
): Promise<ReadProxyConfig | undefined> {
  const home = homeFolder(flags, context);
  const status = await serverStatus(home);
  const served = status === undefined ? undefined : await servedConfig(home);
  if (status === undefined || served === undefined) return undefined;
  if (wanted !== undefined && findWorkload(wanted, served.workloads) === undefined) return undefined;
  const { config, secrets } = served.dump as DumpedConfig;
  const revision = status.source === 'files' ? 'files' : `revision ${status.revision}`;
  const origin = `in force in the server (process ${status.pid}, ${revision})`;
  return { config, secrets, clusters: served.clusters as readonly ClusterSnapshot[], origin };
}

/** The same snapshot for the gateway that was asked for. */
function forProxy(translated: TranslatedSnapshot, wanted: WantedProxy | undefined): TranslatedSnapshot {
  if (wanted === undefined) return translated;
  const deployments = translated.snapshot.deployments.keys();
  const workload = findWorkload(wanted, deployments);
  if (workload === undefined) throw proxyNotFound(wanted, translated.snapshot.deployments.keys());
  if (translated.proxy.workloads.includes(workload)) return translated;
  return translateSnapshot(translated, workload.split('/').reverse().join('.'));
}

function dumped({ config, secrets }: TranslatedSnapshot, origin: string): ReadProxyConfig {
  return { config, secrets: secrets.map(dumpedSecret), clusters: undefined, origin: `translated ${origin}` };
}
