import { type Command, Option } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { type InjectFlags, injectProfiles } from '../inject/inject-flags.ts';
import { collect } from '../input/collect.ts';
import { refuseArguments } from '../input/refuse-arguments.ts';

export const registerKubeInject: RegisterCommand = (program, context) => {
  const command = program
    .command('kube-inject')
    .description('Put the Envoy sidecar into workloads')
    .argument('[words...]')
    .usage('[options] -f PATH');
  addOldFlags(addSourceFlags(command))
    .addHelpText(
      'after',
      `
Injected are Deployments, DaemonSets, StatefulSets, ReplicaSets, ReplicationControllers, Jobs, CronJobs, Pods,
DeploymentConfigs and Lists of them, unless they have host networking, the label or annotation
sidecar.istio.io/inject: "false", or are Pods of a system namespace. Everything else passes through as it is. Comments
and fields that are not known stay. What was injected before is injected anew, not twice. Standard error tells what was
injected, and what was not and why. Where something is wrong, nothing is written.

The template and its settings come from the files that flags name, else from the ConfigMaps istio-sidecar-injector and
istio in the store, else from --profile: istio-0.8 appends containers and volumes as Istio 0.8 does, istio merges them
as today's. The default is istio-0.8, or istio with --revision, --valuesFile or native sidecars.

Examples:
  ictl apply -f <(ictl kube-inject -f httpbin.yaml)
  ictl kube-inject -f deployment.yaml -o deployment-injected.yaml
  ictl sample httpbin -o yaml | ictl kube-inject --profile istio --tag 1.31.0 | kubectl apply -f -
  ictl kube-inject -f app.yaml --injectConfigFile config.yaml --meshConfigFile mesh.yaml --valuesFile values.yaml
`,
    )
    .action(async (words: string[], _options, command: Command) => {
      refuseArguments(command, words);
      const { runKubeInject } = await import('../inject/run-kube-inject.ts');
      await runKubeInject(command.optsWithGlobals() as InjectFlags, context);
    });
};

function addSourceFlags(command: Command): Command {
  return command
    .option(
      '-f, --filename <path>',
      'file, folder, or - for standard input, which is read without -f, too; repeatable',
      collect,
    )
    .addOption(new Option('--file <path>', 'the same').argParser(collect).hideHelp())
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .addOption(new Option('--profile <profile>', 'built-in template').choices(injectProfiles))
    .option('--hub <hub>', 'where the images of a built-in template come from (default: docker.io/istio)')
    .option('--tag <tag>', 'tag of the images of a built-in template')
    .option('-r, --revision <revision>', 'revision of the control plane')
    .option('--native-sidecars', 'make the proxy an init container that stays, as with ENABLE_NATIVE_SIDECARS=true')
    .option('--injectConfigFile <file>', 'injection configuration, or a template by itself')
    .option('--injectConfigMapName <name>', 'ConfigMap with the injection configuration, key config')
    .option('--meshConfigFile <file>', 'mesh config')
    .option('--meshConfigMapName <name>', 'ConfigMap with the mesh config, key mesh (default: istio)')
    .option('--valuesFile <file>', 'values of the installation, in YAML or JSON')
    .option('-i, --istioNamespace <namespace>', 'namespace of the ConfigMaps', 'istio-system')
    .addOption(new Option('--emitTemplate', 'print the built-in injection configuration').hideHelp());
}

/** Flags of istioctl 0.8, which fill in the template of --profile istio-0.8. */
function addOldFlags(command: Command): Command {
  const old: readonly (readonly [string, string])[] = [
    ['--verbosity <level>', 'deprecated: no effect'],
    ['--setVersionString <text>', 'deprecated: no effect'],
    ['--sidecarProxyUID <uid>', 'deprecated: user that the proxy runs as (default: 1337)'],
    ['--imagePullPolicy <policy>', 'deprecated: pull policy (default: IfNotPresent)'],
    ['--includeIPRanges <ranges>', 'deprecated: outbound ranges that are redirected (default: *)'],
    ['--excludeIPRanges <ranges>', 'deprecated: outbound ranges that are not'],
    ['--includeInboundPorts <ports>', 'deprecated: inbound ports that are redirected (default: *)'],
    ['--excludeInboundPorts <ports>', 'deprecated: inbound ports that are not'],
    ['--coreDump [yes]', 'deprecated: let the proxy write core dumps'],
    ['--debug [yes]', 'deprecated: image with tools, privileged'],
  ];
  for (const [flags, description] of old) command.option(flags, description);
  return command;
}
