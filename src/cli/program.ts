import { Command, CommanderError, type OutputConfiguration } from 'commander';
import { packageVersion } from '../lib/package-root.ts';
import type { CliContext, RegisterCommand } from './command.ts';
import { registerAnalyze } from './commands/analyze.ts';
import { registerAnnotate } from './commands/annotate.ts';
import { registerApiResources } from './commands/api-resources.ts';
import { registerApply } from './commands/apply.ts';
import { registerCert } from './commands/cert.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerConfig } from './commands/config.ts';
import { registerCreate } from './commands/create.ts';
import { registerDelete } from './commands/delete.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDeregister } from './commands/deregister.ts';
import { registerDescribe } from './commands/describe.ts';
import { registerDiff } from './commands/diff.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDrain } from './commands/drain.ts';
import { registerEdit } from './commands/edit.ts';
import { registerExplain } from './commands/explain.ts';
import { registerGet } from './commands/get.ts';
import { registerHealthcheck } from './commands/healthcheck.ts';
import { registerHelp } from './commands/help.ts';
import { registerKubeInject } from './commands/kube-inject.ts';
import { registerLabel } from './commands/label.ts';
import { registerPatch } from './commands/patch.ts';
import { registerProxyConfig } from './commands/proxy-config.ts';
import { registerRegister } from './commands/register.ts';
import { registerRender } from './commands/render.ts';
import { registerReplace } from './commands/replace.ts';
import { registerSample } from './commands/sample.ts';
import { registerSchema } from './commands/schema.ts';
import { registerServe } from './commands/serve.ts';
import { registerTranslate } from './commands/translate.ts';
import { registerValidate } from './commands/validate.ts';
import { registerVersion } from './commands/version.ts';
import { registerWait } from './commands/wait.ts';
import { registerWhy } from './commands/why.ts';
import { usageText } from './usage-text.ts';

/** In the order in which help lists them, below these headings. */
const commands: Readonly<Record<string, readonly RegisterCommand[]>> = {
  'Resources:': [
    registerCreate,
    registerApply,
    registerReplace,
    registerEdit,
    registerPatch,
    registerLabel,
    registerAnnotate,
    registerDelete,
    registerGet,
    registerWait,
    registerDescribe,
    registerDiff,
    registerValidate,
    registerAnalyze,
  ],
  'Proxy:': [
    registerServe,
    registerDrain,
    registerHealthcheck,
    registerRegister,
    registerDeregister,
    registerWhy,
    registerProxyConfig,
    registerTranslate,
  ],
  'Certificates and manifests:': [registerCert, registerKubeInject, registerRender, registerSample, registerDemo],
  'State and reference:': [
    registerConfig,
    registerDoctor,
    registerApiResources,
    registerExplain,
    registerSchema,
    registerCompletion,
    registerVersion,
    registerHelp,
  ],
};

const examples = `
Examples:
  ictl create -f gateway.yaml
  ictl get gateways,virtualservices -A
  ictl describe gateway httpbin-gateway
  ictl serve
  ictl why http://httpbin.example.com/status/200

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
    .helpCommand('help [command]', 'show help for a command') // of commands with subcommands; help.ts has the program's own
    .exitOverride()
    .configureOutput(outputTo(context))
    .configureHelp({
      showGlobalOptions: true,
      subcommandTerm: (command) => [command.name(), ...command.aliases()].join('|'),
    })
    .addHelpText('after', examples)
    .option('--version', 'print the version')
    .on('option:version', () => {
      context.stdout.write(`ictl ${packageVersion()}\n`);
      throw new CommanderError(0, 'commander.version', '');
    });
  for (const [heading, registered] of Object.entries(commands)) {
    program.commandsGroup(heading);
    for (const register of registered) register(program, context);
  }
  for (const command of program.commands) nameErrors(command, context);
  return program;
}

/** Messages of wrong usage name the command that was used wrongly. */
function nameErrors(command: Command, context: CliContext, parent = 'ictl'): void {
  const name = `${parent} ${command.name()}`;
  command.configureOutput(outputTo(context, name));
  for (const subcommand of command.commands) nameErrors(subcommand, context, name);
}

function outputTo({ stdout, stderr }: CliContext, name = 'ictl'): OutputConfiguration {
  return {
    writeOut: (text) => void stdout.write(text),
    writeErr: (text) => void stderr.write(text),
    getOutHelpWidth: () => stdout.columns ?? 100,
    getErrHelpWidth: () => stderr.columns ?? 100,
    outputError: (text, write) => write(usageText(text, name)),
  };
}
