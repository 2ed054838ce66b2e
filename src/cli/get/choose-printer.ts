import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { type FormatFlags, isWatch, type Printer } from './format.ts';
import { tablePrinter } from './print-table.ts';

const names = [
  'wide',
  'yaml',
  'json',
  'name',
  'jsonpath=TEMPLATE',
  'jsonpath-file=FILE',
  'jsonpath-as-json=TEMPLATE',
  'custom-columns=SPEC',
  'custom-columns-file=FILE',
];

/** Returns what prints the format of `-o`; only a table's printer is loaded before it is needed. @throws CliError */
export function choosePrinter(flags: FormatFlags, context: CliContext): Printer {
  const { output = '' } = flags;
  refuseContradictions(flags);
  switch (output) {
    case '':
    case 'short':
      return tablePrinter(flags, context);
    case 'wide':
      return tablePrinter({ ...flags, wide: true }, context);
    case 'name':
      return async (selection) => (await import('./print-names.ts')).printNames(selection, context);
    case 'json':
      return async (selection) => (await import('./print-json.ts')).printJson(selection, context);
    case 'yaml':
      return yamlPrinter(context);
    default:
      return templatePrinter(output, flags, context);
  }
}

/** Objects that come one by one are documents of one stream. */
function yamlPrinter(context: CliContext): Printer {
  let isFirst = true;
  return async (selection) => {
    if (!isFirst) context.stdout.write('---\n');
    isFirst = false;
    await (await import('./print-yaml.ts')).printYaml(selection, context);
  };
}

function templatePrinter(output: string, flags: FormatFlags, context: CliContext): Printer {
  const [name = '', ...rest] = output.split('=');
  const text = rest.join('=');
  if (/^(go-template|template)(-?file)?$/.test(name))
    throw unknownFormat(`-o ${name} is not supported`, 'use -o jsonpath');
  if (!['jsonpath', 'jsonpath-file', 'jsonpath-as-json', 'custom-columns', 'custom-columns-file'].includes(name)) {
    throw unknownFormat(`unknown output format ${output}`, `the formats are ${names.join(', ')}`);
  }
  if (text === '' && name !== 'custom-columns')
    throw unknownFormat('template format specified but no template given', `-o ${name}=…`);
  if (name.startsWith('custom-columns')) return columnsPrinter(name.endsWith('-file'), text, flags, context);
  return async (selection) => {
    const { printJsonPath } = await import('./print-json-path.ts');
    const template = {
      text,
      isFile: name === 'jsonpath-file',
      asJson: name === 'jsonpath-as-json',
      isLine: isWatch(flags),
    };
    await printJsonPath(selection, template, context);
  };
}

function columnsPrinter(isFile: boolean, text: string, flags: FormatFlags, context: CliContext): Printer {
  let printer: Printer | undefined;
  return async (selection) => {
    printer ??= (await import('./print-columns.ts')).columnsPrinter({ text, isFile }, flags, context);
    return printer(selection);
  };
}

/** What only a table can show is refused for other formats, as in kubectl. */
function refuseContradictions({ output, showLabels, outputWatchEvents }: FormatFlags): void {
  const isTable = output === undefined || ['', 'short', 'wide'].includes(output);
  if (showLabels && !isTable) throw unknownFormat(`--show-labels option cannot be used with ${output} printer`);
  if (outputWatchEvents && !isTable && output !== 'json' && output !== 'yaml') {
    throw unknownFormat(
      `--output-watch-events cannot be used with ${output} printer`,
      'use it with a table, json or yaml',
    );
  }
}

function unknownFormat(message: string, hint?: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, ...(hint === undefined ? {} : { hint }) });
}
