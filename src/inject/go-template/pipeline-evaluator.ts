// Evaluates pipelines: functions, fields, variables. Every error says where, as in Go:
// template: inject:5:14: executing "inject" at <index .Spec.Containers 7>: error calling index: index out of range: 7
import type { Command, Operand, Pipeline } from './node.ts';
import type { Source } from './source.ts';
import { FunctionError, TemplateError } from './template-error.ts';
import type { FunctionTable } from './template-function.ts';
import { GoEnum, GoMap, type GoValue, isStruct, isTrue, typeName } from './value.ts';

export interface PipelineContext {
  readonly source: Source;
  readonly functions: FunctionTable;
  readonly templateName: string;
  /** What `$` stands for. */
  readonly root: GoValue;
}

/** What a pipeline hands to its next command. */
interface Piped {
  readonly value: GoValue;
}

export class PipelineEvaluator {
  readonly #context: PipelineContext;
  readonly #variables: { readonly name: string; value: GoValue }[];

  constructor(context: PipelineContext) {
    this.#context = context;
    this.#variables = [{ name: '$', value: context.root }];
  }

  /** How many variables there are now; `reset` forgets those declared since. */
  mark(): number {
    return this.#variables.length;
  }

  reset(mark: number): void {
    this.#variables.length = mark;
  }

  /** The value of a pipeline, which also sets what it declares. @throws TemplateError */
  evaluate(pipeline: Pipeline, dot: GoValue, { declare = true } = {}): GoValue {
    let piped: Piped | undefined;
    for (const command of pipeline.commands) piped = { value: this.#command(command, dot, piped) };
    const value = piped?.value ?? null;
    if (declare) for (const name of pipeline.variables) this.#set(name, value, pipeline.isAssignment);
    return value;
  }

  /** Of `range $key, $item :=`; a single variable is the item. */
  setRangeVariables({ variables, isAssignment }: Pipeline, key: GoValue, item: GoValue): void {
    const values = variables.length > 1 ? [key, item] : [item];
    variables.forEach((name, at) => {
      this.#set(name, values[at] ?? null, isAssignment);
    });
  }

  failure(offset: number, shown: string, message: string): TemplateError {
    const { source, templateName } = this.#context;
    const { line, column } = source.place(offset);
    return new TemplateError(
      `template: ${source.name}:${line}:${column}: executing "${templateName}" at <${short(shown)}>: ${message}`,
    );
  }

  #set(name: string, value: GoValue, isAssignment: boolean): void {
    const known = isAssignment ? this.#variables.findLast((one) => one.name === name) : undefined;
    if (known === undefined) this.#variables.push({ name, value });
    else known.value = value;
  }

  #command(command: Command, dot: GoValue, piped: Piped | undefined): GoValue {
    const [first, ...rest] = command.operands as [Operand, ...Operand[]];
    if (first.type === 'function') return this.#call(command, first.name, rest, dot, piped);
    if (rest.length > 0 || piped !== undefined) {
      throw this.failure(command.offset, command.text, "can't give argument to non-function");
    }
    if (first.type === 'nil') throw this.failure(command.offset, command.text, 'nil is not a command');
    return this.#operand(first, command, dot);
  }

  #operand(operand: Operand, command: Command, dot: GoValue): GoValue {
    switch (operand.type) {
      case 'constant':
        return operand.value;
      case 'nil':
        return null;
      case 'dot':
        return dot;
      case 'variable':
        return this.#variables.findLast(({ name }) => name === operand.name)?.value ?? null;
      case 'pipeline':
        return this.evaluate(operand.pipeline, dot);
      case 'function':
        return this.#call(command, operand.name, [], dot, undefined);
      case 'chain':
        return operand.fields.reduce(
          (value, field) => this.#member(value, field, operand, command),
          this.#operand(operand.of, command, dot),
        );
    }
  }

  #member(value: GoValue, name: string, operand: Operand, command: Command): GoValue {
    // A key that is missing reads as nil, and so does everything below it (option missingkey=default).
    if (value === null) return null;
    if (value instanceof GoMap) return value.entries.get(name) ?? value.zero;
    if (value instanceof GoEnum && name === 'String') return value.name;
    const found = isStruct(value) ? this.#guard(operand.offset, command.text, () => value.member(name)) : undefined;
    if (found === undefined) {
      throw this.failure(operand.offset, command.text, `can't evaluate field ${name} in type ${typeName(value)}`);
    }
    return found;
  }

  #call(command: Command, name: string, operands: readonly Operand[], dot: GoValue, piped: Piped | undefined): GoValue {
    const { offset, text } = command;
    if (name === 'and' || name === 'or') return this.#logic(name, command, operands, dot, piped);
    const called = this.#context.functions[name];
    if (called === undefined) throw this.failure(offset, text, `"${name}" is not a defined function`);
    const args = operands.map((operand) => this.#operand(operand, command, dot));
    if (piped !== undefined) args.push(piped.value);
    const { minArguments, maxArguments } = called;
    if (args.length < minArguments || args.length > maxArguments) {
      const want = minArguments === maxArguments ? `${minArguments}` : `at least ${minArguments}`;
      throw this.failure(offset, text, `wrong number of args for ${name}: want ${want} got ${args.length}`);
    }
    return this.#guard(offset, text, () => called.call(args), `error calling ${name}: `);
  }

  /** The first argument that decides, the others are not evaluated. */
  #logic(
    name: 'and' | 'or',
    command: Command,
    operands: readonly Operand[],
    dot: GoValue,
    piped: Piped | undefined,
  ): GoValue {
    let value: GoValue = null;
    if (operands.length === 0 && piped === undefined) {
      throw this.failure(command.offset, command.text, `wrong number of args for ${name}: want at least 1 got 0`);
    }
    for (const operand of operands) {
      value = this.#operand(operand, command, dot);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return piped === undefined ? value : piped.value;
  }

  #guard<T>(offset: number, text: string, work: () => T, prefix = ''): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      throw this.failure(offset, text, `${prefix}${error.message}`);
    }
  }
}

/** Go cuts what it shows at 20 characters. */
function short(text: string): string {
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
