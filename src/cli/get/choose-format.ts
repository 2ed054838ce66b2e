import { CliError, ExitCode } from '../../lib/errors.ts';
import type { Format, FormatFlags } from './format.ts';
import { printTable } from './print-table.ts';

const names = ['wide', 'yaml', 'json', 'name', 'jsonpath=TEMPLATE', 'jsonpath-file=FILE'];

/** Returns what prints the format of `-o`; only a table's printer is loaded before it is needed. @throws CliError */
export function chooseFormat({ output = '' }: FormatFlags): Format {
  switch (output) {
    case '':
    case 'short':
      return printTable;
    case 'wide':
      return (selection, flags, context) => printTable(selection, flags, context, true);
    case 'name':
      return async (...args) => (await import('./print-names.ts')).printNames(...args);
    case 'json':
      return async (...args) => (await import('./print-json.ts')).printJson(...args);
    case 'yaml':
      return async (...args) => (await import('./print-yaml.ts')).printYaml(...args);
    default:
      return jsonPathFormat(output);
  }
}

function jsonPathFormat(output: string): Format {
  const [, kind, template] = /^(jsonpath|jsonpath-file)=(.*)$/s.exec(output) ?? [];
  if (kind === undefined || template === undefined) {
    throw new CliError(`unknown output format ${output}`, {
      exitCode: ExitCode.usage,
      hint: `the formats are ${names.join(', ')}`,
    });
  }
  return async (selection, _flags, context) => {
    const { printJsonPath } = await import('./print-json-path.ts');
    await printJsonPath(selection, template, kind === 'jsonpath-file', context);
  };
}
