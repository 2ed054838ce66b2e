// Go's text/template, as far as injection templates use it: a text becomes a function from data to text.
//
//   parse:  lexer -> parser (control structures) + pipeline-parser (actions)
//   run:    evaluator (tree, text) + pipeline-evaluator (values)
//
// Unsupported: `call`, and functions whose result is not the same each time (now, uuidv4, genCA …).
import { runTemplate } from './evaluator.ts';
import { coreFunctions } from './functions/core-functions.ts';
import type { Delimiters } from './lexer.ts';
import { parseTemplate } from './parser.ts';
import { Source } from './source.ts';
import { FunctionError, TemplateError } from './template-error.ts';
import type { FunctionTable } from './template-function.ts';
import type { GoValue } from './value.ts';

export interface TemplateOptions {
  /** In messages. */
  readonly name: string;
  readonly delimiters?: Delimiters;
  /** Beside those of text/template itself. */
  readonly functions?: FunctionTable;
  /** What to say of a function by this name, where more can be said than that there is none. */
  readonly unsupported?: (functionName: string) => string | undefined;
}

export type Template = (data: GoValue) => string;

const goDelimiters: Delimiters = { left: '{{', right: '}}' };

/** Parses a template; the answer runs it. Both throw TemplateError, which says the line. */
export function compileTemplate(text: string, options: TemplateOptions): Template {
  const functions: FunctionTable = { ...coreFunctions, ...options.functions };
  const source = new Source(options.name, text);
  const template = parseTemplate(source, {
    delimiters: options.delimiters ?? goDelimiters,
    isFunction: (name) => name === 'and' || name === 'or' || Object.hasOwn(functions, name),
    unknownFunction: (name) => options.unsupported?.(name) ?? `function "${name}" not defined`,
  });
  return (data) => {
    try {
      return runTemplate({ source, template, functions }, data);
    } catch (error) {
      if (error instanceof FunctionError) throw new TemplateError(`template: ${options.name}: ${error.message}`);
      throw error;
    }
  };
}
