import { type Command, Option } from 'commander';
import { profiles, profilesOf } from '../../render/profiles.ts';
import type { CliContext, RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import type { RenderFlags } from '../render/run-render.ts';

export const registerRender: RegisterCommand = (program, context) => {
  const render = program.command('render').description('Print the manifests of a gateway, as Helm does from a chart');
  addRenderFlags(
    render
      .command('gateway')
      .description('Print the ingress gateway: ServiceAccount, Service, Deployment and HorizontalPodAutoscaler'),
  )
    .addOption(new Option('--profile <profile>', 'whose gateway').choices(profiles).default('istio-0.8'))
    .addHelpText(
      'after',
      `
Profiles: istio-0.8 has the values of Istio 0.8 (ingressgateway.*, global.*), istio those of today's gateway chart
and secretVolumes, ictl is a Deployment that runs ictl serve. --values-schema lists the values of each. Without -n the
namespace is istio-system.

Examples:
  ictl render gateway
  ictl render gateway -s deployment.yaml --set ingressgateway.replicaCount=2,ingressgateway.service.type=NodePort
  ictl render gateway --profile istio --set service.type=NodePort -f values.yaml --output-dir manifests
  ictl render gateway -s deployment.yaml | ictl apply -f -
`,
    )
    .action(actionFor('gateway', context));
  addRenderFlags(render.command('ingress').description('Print istio-ingress, which was before the ingress gateway'))
    .addOption(
      new Option('--profile <profile>', 'whose istio-ingress').choices(profilesOf('ingress')).default('istio-0.8'),
    )
    .addHelpText(
      'after',
      `
Profiles: istio-0.8 is the controller of Ingresses before gateways took them over (ingress.*, global.*); istio is
today's chart gateways/istio-ingress, a gateway that needs no injector (gateways.istio-ingressgateway.*, global.*).

Examples:
  ictl render ingress
  ictl render ingress --profile istio --set gateways.istio-ingressgateway.type=NodePort
  ictl render ingress --set ingress.service.type=NodePort -s service.yaml
`,
    )
    .action(actionFor('ingress', context));
};

function addRenderFlags(command: Command): Command {
  return command
    .option('--name <release>', 'name of the release (default: istio, or istio-ingressgateway with later profiles)')
    .option('-f, --values <file>', 'values in YAML, - for standard input; repeatable, the last one wins', collect)
    .option('--set <assignments>', 'values as a.b=1,c[0].d=x,e={x,y}; repeatable', collect)
    .option('--set-string <assignments>', 'as --set, but everything is text; repeatable', collect)
    .option('--set-file <assignments>', 'as --set, but values are names of files to read; repeatable', collect)
    .option('--set-json <assignments>', 'as --set, but values are JSON; or one JSON object; repeatable', collect)
    .option('--set-literal <assignment>', 'one assignment, whose value is everything behind =; repeatable', collect)
    .option('-s, --show-only <template>', 'print only this one: deployment.yaml; repeatable', collect)
    .option('-x, --execute <template>', 'the same, as Helm 2 calls it; repeatable', collect)
    .option('--output-dir <dir>', 'write a file for each template instead of printing')
    .option('--values-schema', 'print which values there are, as JSON Schema')
    .addOption(new Option('-o, --output <format>', 'format').choices(['yaml', 'json']).default('yaml'));
}

function actionFor(component: 'gateway' | 'ingress', context: CliContext) {
  return async (_options: unknown, command: Command) => {
    const { runRender } = await import('../render/run-render.ts');
    await runRender(component, command.optsWithGlobals() as RenderFlags, context);
  };
}
