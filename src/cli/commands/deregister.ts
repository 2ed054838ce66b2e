import type { RegisterCommand } from '../command.ts';
import { addWriteFlags } from '../write/write-flags.ts';

export const registerDeregister: RegisterCommand = (program, context) => {
  const deregister = program
    .command('deregister')
    .description('Take the backend of a Service out again')
    .argument('<service>', 'its name')
    .argument('<ip>', 'address of the backend');
  addWriteFlags(deregister)
    .addHelpText(
      'after',
      `
The address leaves the Endpoints of the Service with all its ports; the Service stays.

Examples:
  ictl deregister httpbin 127.0.0.1
  ictl deregister -n shop cart 10.0.0.7
`,
    )
    .action(async (service: string, ip: string, _options, command) => {
      const { deregisterEndpoint } = await import('../register/deregister-endpoint.ts');
      await deregisterEndpoint({ service, ip }, command.optsWithGlobals(), context);
    });
};
