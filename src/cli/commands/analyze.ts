import { InvalidArgumentError, Option } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import { reportFormats } from '../input/report-formats.ts';

export const registerAnalyze: RegisterCommand = (program, context) => {
  program
    .command('analyze')
    .description('Find what is wrong with files together, or with what is in the store')
    .argument('[path...]', 'files and folders, - for standard input; as -f')
    .option('-f, --file <path>', 'file, folder, or - for standard input; repeatable (default: the store)', collect)
    .option('-A, --all-namespaces', 'look at all namespaces of the store')
    .option('-k, --use-kube', 'look at the files together with what is in the store')
    .addOption(new Option('-o, --output <format>', 'format').choices(reportFormats).default('table'))
    .option(
      '-S, --suppress <code=kind name.namespace>',
      'hide findings of a code, with * for any text; repeatable',
      collect,
    )
    .addOption(severityOption('--failure-threshold <severity>', 'exit with 1 from this severity').default('error'))
    .addOption(severityOption('--output-threshold <severity>', 'show findings from this severity').default('info'))
    .option('--mesh-config <file>', 'mesh config, instead of ConfigMap istio in istio-system')
    .option(
      '--gateway <name.namespace>',
      'look at this gateway Deployment (default: istio-ingressgateway and istio-ingress)',
    )
    .option('-L, --list-analyzers', 'list the checks')
    .addHelpText(
      'after',
      `
Three kinds of checks: each object is validated, as by validate; what the gateway makes of all of them is looked
through for what is missing, left out or never reached; and further checks compare the objects with each other.
A resource with the annotation galley.istio.io/analyze-suppress: "CODE,CODE", or "*", hides its findings.
docs/findings.md says what each code means and how to mend it.

Examples:
  ictl analyze -f ./istio
  ictl analyze
  ictl analyze -f ./istio -o sarif > ictl.sarif
  ictl analyze -f ./istio -S 'IST0132=VirtualService *.shop' --failure-threshold warning
`,
    )
    .action(async (paths: string[], _options, command) => {
      const flags = command.optsWithGlobals();
      if (flags.listAnalyzers === true) {
        const { listAnalyzers } = await import('../analyze/list-analyzers.ts');
        listAnalyzers(context);
        return;
      }
      const { runAnalyze } = await import('../analyze/run-analyze.ts');
      await runAnalyze(paths, flags, context);
    });
};

/** istioctl writes severities with a capital; any case is taken. */
function severityOption(flags: string, description: string): Option {
  const severities = ['error', 'warning', 'info'];
  return new Option(flags, description).choices(severities).argParser((text) => {
    const severity = text.toLowerCase();
    if (severities.includes(severity)) return severity;
    throw new InvalidArgumentError(`Allowed choices are ${severities.join(', ')}.`);
  });
}
