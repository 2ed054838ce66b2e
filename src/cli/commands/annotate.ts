import type { RegisterCommand } from '../command.ts';
import { addLabelFlags } from '../label/label-flags.ts';

export const registerAnnotate: RegisterCommand = (program, context) => {
  const annotate = program.command('annotate').description('Change annotations of stored resources');
  addLabelFlags(annotate, { field: 'annotations', noun: 'annotation' })
    .addHelpText(
      'after',
      `
An annotation that is there with another value is replaced only with --overwrite. Either all is written or nothing.

Examples:
  ictl annotate ingress simple-ingress kubernetes.io/ingress.class=istio
  ictl annotate gateway web owner="the edge team" --overwrite
  ictl annotate virtualservices -l app=httpbin owner-
  ictl annotate svc httpbin --list
`,
    )
    .action(async (type: string | undefined, words: string[], _options, command) => {
      const { runLabel } = await import('../label/run-label.ts');
      const what = { field: 'annotations', noun: 'annotation' } as const;
      await runLabel(type === undefined ? [] : [type, ...words], what, command.optsWithGlobals(), context);
    });
};
