// `ictl sample httpbin`: a small backend to send requests to.
import { InvalidArgumentError } from 'commander';
import type { RegisterCommand } from '../command.ts';

interface SampleOptions {
  readonly port: number;
  readonly output?: string;
}

export const registerSample: RegisterCommand = (program, context) => {
  const sample = program.command('sample').description('Run a sample backend, or print its manifest');
  sample
    .command('httpbin')
    .description(
      'A stand-in for httpbin: /status/{codes} /delay/{s} /headers /get /anything /ip /stream/{n} /response-headers',
    )
    .option('--port <port>', 'port to listen on, on 127.0.0.1; 0 takes a free one', parsePort, 9000)
    .option('-o, --output <format>', 'print the Service and Deployment instead of running it: yaml', parseFormat)
    .addHelpText(
      'after',
      `
Examples:
  ictl sample httpbin --port 9000
  ictl sample httpbin -o yaml | ictl apply -f -
  ictl register httpbin 127.0.0.1 http:9000
`,
    )
    .action(async (options: SampleOptions) => {
      if (options.output === 'yaml') {
        const { readTemplate } = await import('../../lib/read-template.ts');
        context.stdout.write(readTemplate('sample', 'httpbin.yaml'));
        return;
      }
      const { runHttpbin } = await import('../run-httpbin.ts');
      await runHttpbin(options.port, context);
    });
};

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

function parseFormat(text: string): string {
  if (text !== 'yaml') throw new InvalidArgumentError('the only format is yaml');
  return text;
}
