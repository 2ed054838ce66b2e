import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import { parseTimeout } from '../input/parse-timeout.ts';
import { refuseFlags } from '../input/refuse-flags.ts';
import { addTargetFlags } from '../input/target-flags.ts';

const WAIT_SECONDS = 30;

export const registerWait: RegisterCommand = (program, context) => {
  const wait = program
    .command('wait')
    .description('Wait until resources are as wanted')
    .argument('[type]', 'types, joined by commas, or TYPE/NAME')
    .argument('[names...]', 'names of objects of that type')
    .option('--for <condition>', 'create, delete, condition=NAME[=VALUE] or jsonpath=PATH[=VALUE]')
    .option('--timeout <time>', 'how long: 90s, 5m; 0 looks once, below 0 waits a week', parseTimeout, WAIT_SECONDS)
    .option('-f, --file <path>', 'the objects of a file, folder, or - for standard input; repeatable', collect)
    .option('-o, --output <format>', 'print the objects instead: name, yaml, json or jsonpath=TEMPLATE');
  refuseFlags(wait, { '--local': 'what is waited for is in the store' });
  addTargetFlags(wait)
    .addHelpText(
      'after',
      `
Returns as soon as it is so, told by the store, and with exit code 1 when time is over. Deployments and Pods are ready
while a server runs. To wait for a write to be in force, give --wait to the command that writes.

Examples:
  ictl wait --for=condition=Available deployment/istio-ingressgateway -n istio-system --timeout 60s
  ictl wait --for=condition=Ready pods -l istio=ingressgateway -n istio-system
  ictl wait --for=create secret/web-cert --timeout=5m
  ictl wait --for=delete gateways --all
  ictl wait --for=jsonpath='{.spec.servers[0].port.number}'=443 gateway/web
`,
    )
    .action(async (type: string | undefined, names: string[], _options, command) => {
      const { runWait } = await import('../wait/run-wait.ts');
      await runWait(type === undefined ? [] : [type, ...names], command.optsWithGlobals(), context);
    });
};
