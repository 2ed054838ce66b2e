import type { RegisterCommand } from '../command.ts';

export const registerDemo: RegisterCommand = (program, context) => {
  program
    .command('demo')
    .description('Show ictl at work: a backend, a server on free ports, and requests through the proxy')
    .option('--once', 'exit after the checks, with 1 if one of them failed')
    .addHelpText(
      'after',
      `
Works in a state folder of its own, which is removed at the end.

Examples:
  ictl demo
  ictl demo --once
`,
    )
    .action(async (_options, command) => {
      const { runDemo } = await import('../demo/run-demo.ts');
      await runDemo(command.optsWithGlobals(), context);
    });
};
