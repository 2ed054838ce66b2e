import type { RegisterCommand } from '../command.ts';
import type { WhyFlags } from '../why/run-why.ts';

export const registerWhy: RegisterCommand = (program, context) => {
  program
    .command('why')
    .description('Explain which way a request takes through the configuration, and why')
    .argument('<url>', 'as a client would use it; a node port of the gateway will do')
    .option('-X, --request <method>', 'method', 'GET')
    .option('-H, --header <name: value>', 'header, also Host; repeatable', collect, [])
    .option('-f, --file <path>', 'explain these files and folders instead of the store; repeatable', collect, [])
    .option('-o, --output <format>', 'text or json (default: text)')
    .option('--mesh-config <file>', 'mesh config, instead of ConfigMap istio in istio-system')
    .option(
      '--gateway <name.namespace>',
      'of this gateway Deployment (default: istio-ingressgateway and istio-ingress)',
    )
    .addHelpText(
      'after',
      `
Prints listener, filter chain, virtual host, route, cluster and endpoints, each with the resource and field it comes
from, and of every route that was passed over why it did not match. Of the route and the cluster it says which fault,
CORS policy, rewrite, timeout, retries, mirror, load balancing, ejection and limits hold for the request. Exit code 1
when nothing takes the request.

Examples:
  ictl why http://foo.bar.com/status/200
  ictl why -H 'Host: foo.bar.com' http://127.0.0.1:31380/status/200
  ictl why -f ./istio -X POST -H 'x-user: jason' https://shop.example.com/cart
  ictl why http://foo.bar.com/headers -o json
`,
    )
    .action(async (url: string, _options, command) => {
      const { runWhy } = await import('../why/run-why.ts');
      await runWhy(url, command.optsWithGlobals() as WhyFlags, context);
    });
};

function collect(value: string, values: readonly string[]): readonly string[] {
  return [...values, value];
}
