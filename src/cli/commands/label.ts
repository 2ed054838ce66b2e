import type { RegisterCommand } from '../command.ts';
import { addLabelFlags } from '../label/label-flags.ts';

export const registerLabel: RegisterCommand = (program, context) => {
  const label = program.command('label').description('Change labels of stored resources');
  addLabelFlags(label, { field: 'labels', noun: 'label' })
    .addHelpText(
      'after',
      `
A label that is there with another value is replaced only with --overwrite. Either all is written or nothing.

Examples:
  ictl label gateway web app=web tier=edge
  ictl label gateway web tier-
  ictl label services --all --overwrite team=edge
  ictl label namespace default istio-injection=enabled
  ictl label svc httpbin --list
`,
    )
    .action(async (type: string | undefined, words: string[], _options, command) => {
      const { runLabel } = await import('../label/run-label.ts');
      const what = { field: 'labels', noun: 'label' } as const;
      await runLabel(type === undefined ? [] : [type, ...words], what, command.optsWithGlobals(), context);
    });
};
