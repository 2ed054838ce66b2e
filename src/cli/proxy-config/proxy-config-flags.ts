import { type Command, InvalidArgumentError, Option } from 'commander';
import type { GlobalOptions } from '../command.ts';
import { collect } from '../input/collect.ts';

export const proxyConfigSections = ['listeners', 'routes', 'clusters', 'endpoints', 'secrets'] as const;
export type ProxyConfigSection = (typeof proxyConfigSections)[number];

/** Filters as in istioctl; each section takes its own. */
export interface ProxyConfigFilters {
  readonly address?: string;
  readonly port?: number;
  readonly type?: string;
  readonly name?: string;
  readonly fqdn?: string;
  readonly direction?: string;
  readonly subset?: string;
  readonly cluster?: string;
  readonly status?: string;
}

export interface ProxyConfigFlags extends GlobalOptions, ProxyConfigFilters {
  readonly file?: readonly string[];
  readonly output: 'short' | 'json' | 'yaml';
  readonly meshConfig?: string;
}

/** Declares where the configuration comes from and how it is shown. */
export function addProxyConfigFlags(command: Command): Command {
  return command
    .argument('[proxy]', 'the gateway: NAME[.NAMESPACE], deployment/NAME or the name of a pod')
    .option('-f, --file <path>', 'of these files and folders instead of the server or the store; repeatable', collect)
    .addOption(new Option('-o, --output <format>', 'format').choices(['short', 'json', 'yaml']).default('short'))
    .option('--mesh-config <file>', 'mesh config, instead of ConfigMap istio in istio-system; not of a running server');
}

/** Declares a filter by port. */
export function addPortFilter(command: Command): Command {
  return command.option('--port <port>', 'only with this port', parsePort);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}
