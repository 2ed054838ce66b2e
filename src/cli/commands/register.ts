import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import { addWriteFlags } from '../write/write-flags.ts';

export const registerRegister: RegisterCommand = (program, context) => {
  const register = program
    .command('register')
    .description('Say where the backend of a Service listens')
    .argument('<service>', 'its name; the Service is created where there is none')
    .argument('<ip>', 'address of the backend')
    .argument('<ports...>', '[name:]port')
    .option('-l, --labels <key=value>', 'label of the Service; repeatable, or joined by commas', collect)
    .option('-a, --annotations <key=value>', 'annotation of the Service; repeatable', collect);
  addWriteFlags(register)
    .addHelpText(
      'after',
      `
A port belongs to the port of the Service that has its name. A port without a name takes that of the Service's only
port; in a new Service 80 and 8080 are named http, 443 https, 3306 mysql, and others by their number.

Examples:
  ictl register httpbin 127.0.0.1 http:9000
  ictl register -n shop -l app=cart cart 10.0.0.7 http:8080 grpc:9090
`,
    )
    .action(async (service: string, ip: string, ports: string[], _options, command) => {
      const { registerEndpoint } = await import('../register/register-endpoint.ts');
      await registerEndpoint({ service, ip, ports }, command.optsWithGlobals(), context);
    });
};
