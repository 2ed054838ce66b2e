import type { Command } from 'commander';
import type { RegisterCommand } from '../command.ts';
import {
  addPortFilter,
  addProxyConfigFlags,
  type ProxyConfigFlags,
  type ProxyConfigSection,
} from '../proxy-config/proxy-config-flags.ts';

export const registerProxyConfig: RegisterCommand = (program, context) => {
  const group = program
    .command('proxy-config')
    .alias('pc')
    .description('Show the configuration of the proxy, as istioctl does')
    .addHelpText(
      'after',
      `
Of the server that runs on the state folder; where none runs, what the store would give it; with -f what files give.
Which one it is stands on standard error.

Examples:
  ictl proxy-config listeners
  ictl pc routes --name http.80 -o yaml
  ictl pc clusters --fqdn httpbin.default.svc.cluster.local
  ictl pc endpoints -f ./istio --port 9000
`,
    );

  const section = (name: ProxyConfigSection | 'all', aliases: readonly string[], description: string): Command =>
    addProxyConfigFlags(group.command(name).aliases(aliases).description(description)).action(
      async (proxy: string | undefined, _options, command: Command) => {
        const { runProxyConfig } = await import('../proxy-config/run-proxy-config.ts');
        await runProxyConfig(name, proxy, command.optsWithGlobals() as ProxyConfigFlags, context);
      },
    );

  addPortFilter(section('listeners', ['listener', 'l'], 'Show listeners and where their filter chains lead'))
    .option('--address <address>', 'only on this address')
    .option('--type <type>', 'only of this type: HTTP, TCP or HTTP+TCP')
    .addHelpText('after', examples('listeners', '--port 443', 'istio-ingressgateway.istio-system -o json'));
  section('routes', ['route', 'r'], 'Show virtual hosts and their routes')
    .option('--name <name>', 'only the route configuration of this name')
    .addHelpText('after', examples('routes', '--name http.80', '-f ./istio -o yaml'));
  addPortFilter(section('clusters', ['cluster', 'c'], 'Show clusters: the services and subsets that routes lead to'))
    .option('--fqdn <host>', 'only with this in the host')
    .option('--direction <direction>', 'only of this direction: outbound')
    .option('--subset <subset>', 'only with this in the subset')
    .addHelpText('after', examples('clusters', '--fqdn httpbin --port 8000', '--subset v1 -o json'));
  addPortFilter(section('endpoints', ['endpoint', 'ep'], 'Show endpoints of clusters, and how they are'))
    .option('--address <address>', 'only with this address')
    .option('--cluster <cluster>', 'only of the cluster of this name')
    .option('--status <status>', 'only in this state: healthy or unhealthy')
    .addHelpText(
      'after',
      examples('endpoints', '--status unhealthy', "--cluster 'outbound|8000||httpbin.default.svc.cluster.local'"),
    );
  section('secrets', ['secret', 's'], 'Show certificates that the proxy has; never a key').addHelpText(
    'after',
    examples('secrets', '-o yaml'),
  );
  section('all', ['a'], 'Show all sections').addHelpText('after', examples('all', '-f ./istio -o json'));
};

function examples(section: string, ...flags: readonly string[]): string {
  return `\nExamples:\n${['', ...flags].map((one) => `  ictl proxy-config ${section} ${one}`.trimEnd()).join('\n')}\n`;
}
