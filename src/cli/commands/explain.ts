import type { RegisterCommand } from '../command.ts';
import type { ExplainFlags } from '../explain/run-explain.ts';

export const registerExplain: RegisterCommand = (program, context) => {
  program
    .command('explain')
    .description('Explain a kind and its fields')
    .argument('<kind.field>', 'a kind, and fields behind dots')
    .option('--recursive', 'names and types of all fields below it')
    .option('--api-version <version>', 'in this version of the API (default: the newest)')
    .addHelpText(
      'after',
      `
Examples:
  ictl explain gateway
  ictl explain virtualservice.spec.http.route.destination
  ictl explain ing.spec --recursive
  ictl explain ingress.spec.rules --api-version extensions/v1beta1
`,
    )
    .action(async (path: string, _options, command) => {
      const { runExplain } = await import('../explain/run-explain.ts');
      await runExplain(path, command.optsWithGlobals() as ExplainFlags, context);
    });
};
