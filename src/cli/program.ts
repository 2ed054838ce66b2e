import { Command, type OutputConfiguration } from 'commander';
import type { CliContext, RegisterCommand } from './command.ts';
import { registerApply } from './commands/apply.ts';
import { registerCreate } from './commands/create.ts';
import { registerDelete } from './commands/delete.ts';
import { registerDemo } from './commands/demo.ts';
import { registerGet } from './commands/get.ts';
import { registerRegister } from './commands/register.ts';
import { registerReplace } from './commands/replace.ts';
import { registerSample } from './commands/sample.ts';
import { registerServe } from './commands/serve.ts';
import { registerTranslate } from './commands/translate.ts';
import { registerValidate } from './commands/validate.ts';
import { registerVersion } from './commands/version.ts';

/** In the order in which help lists them. */
const commands: readonly RegisterCommand[] = [
  registerCreate,
  registerApply,
  registerReplace,
  registerDelete,
  registerGet,
  registerRegister,
  registerServe,
  registerValidate,
  registerSample,
  registerDemo,
  registerTranslate,
  registerVersion,
];

const examples = `
Examples:
  ictl create -f gateway.yaml
  ictl get gateways,virtualservices -A
  ictl delete gateway httpbin-gateway

Exit codes: 0 ok, 1 the answer is no, 2 wrong usage, 3 bad input, 4 not found or in conflict, 5 store or proxy
unusable, 70 a defect of ictl.
`;

/** Declares the whole command line. Loads no command's own code. */
export function buildProgram(context: CliContext): Command {
  const program = new Command('ictl')
    .description('Istio ingress on one machine: the YAML and the verbs, without a cluster')
    .option('-n, --namespace <namespace>', 'namespace to work in (default: default)')
    .option('--home <dir>', 'folder of the state (default: $ICTL_HOME, or ictl below the XDG state folder)')
    .option('--no-color', 'print without colours, as with NO_COLOR set')
    .option('-v, --verbose', 'say more when something goes wrong')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .exitOverride()
    .configureOutput(outputTo(context))
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .addHelpText('after', examples)
    .action(() => program.help());
  for (const register of commands) register(program, context);
  return program;
}

function outputTo({ stdout, stderr }: CliContext): OutputConfiguration {
  return {
    writeOut: (text) => void stdout.write(text),
    writeErr: (text) => void stderr.write(text),
    getOutHelpWidth: () => stdout.columns ?? 100,
    getErrHelpWidth: () => stderr.columns ?? 100,
    // In the words of istioctl: `Error: unknown flag: --bogus`.
    outputError: (text, write) =>
      write(text.replace(/^error: /, 'Error: ').replace(/unknown option '([^']*)'/, 'unknown flag: $1')),
  };
}
