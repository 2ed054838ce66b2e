// Runs a parsed template: walks the tree, keeps variables, writes text.

import { printValue } from './format-value.ts';
import type { BranchNode, CallNode, Node, RangeNode } from './node.ts';
import type { ParsedTemplate } from './parser.ts';
import { PipelineEvaluator } from './pipeline-evaluator.ts';
import type { Source } from './source.ts';
import { FunctionError } from './template-error.ts';
import type { FunctionTable } from './template-function.ts';
import { GoMap, type GoValue, isTrue, typeName } from './value.ts';

/** Bounds of one run; real templates stay far below. */
const maxOutputCharacters = 8 * 1024 * 1024;
const maxSteps = 2_000_000;
const maxCalls = 200;

/** Why a list of nodes was left early. */
type Leave = 'break' | 'continue' | undefined;

interface Run {
  readonly name: string;
  readonly pipelines: PipelineEvaluator;
}

export interface EvaluatorOptions {
  readonly source: Source;
  readonly template: ParsedTemplate;
  readonly functions: FunctionTable;
}

/** Runs a template on its data. @throws TemplateError */
export function runTemplate(options: EvaluatorOptions, data: GoValue): string {
  return new Evaluator(options).run(data);
}

class Evaluator {
  readonly #options: EvaluatorOptions;
  readonly #pieces: string[] = [];
  #length = 0;
  #steps = 0;
  #calls = 0;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
  }

  run(data: GoValue): string {
    const { source, template } = this.#options;
    this.#list(template.nodes, data, this.#start(source.name, data));
    return this.#pieces.join('');
  }

  #start(name: string, data: GoValue): Run {
    const { source, functions } = this.#options;
    return { name, pipelines: new PipelineEvaluator({ source, functions, templateName: name, root: data }) };
  }

  #list(nodes: readonly Node[], dot: GoValue, run: Run): Leave {
    for (const node of nodes) {
      const leave = this.#node(node, dot, run);
      if (leave !== undefined) return leave;
    }
    return undefined;
  }

  #node(node: Node, dot: GoValue, run: Run): Leave {
    if (node.type === 'text') {
      this.#write(node.text);
      return undefined;
    }
    this.#step(1, node.offset, node.type, run);
    switch (node.type) {
      case 'action':
        this.#action(node, dot, run);
        return undefined;
      case 'if':
      case 'with':
        return this.#branch(node, dot, run);
      case 'range':
        return this.#range(node, dot, run);
      case 'template':
        this.#call(node, dot, run);
        return undefined;
      case 'break':
      case 'continue':
        return node.type;
    }
  }

  #step(count: number, offset: number, shown: string, { pipelines }: Run): void {
    this.#steps += count;
    if (this.#steps > maxSteps)
      throw pipelines.failure(offset, shown, `the template takes more than ${maxSteps} steps`);
  }

  #write(text: string): void {
    this.#length += text.length;
    if (this.#length > maxOutputCharacters) throw new FunctionError('the output of the template is too long');
    this.#pieces.push(text);
  }

  #action({ pipeline }: Extract<Node, { type: 'action' }>, dot: GoValue, { pipelines }: Run): void {
    const value = pipelines.evaluate(pipeline, dot);
    if (pipeline.variables.length === 0) this.#write(printValue(value));
  }

  #branch(node: BranchNode, dot: GoValue, run: Run): Leave {
    const mark = run.pipelines.mark();
    const value = run.pipelines.evaluate(node.pipeline, dot);
    const leave = isTrue(value)
      ? this.#list(node.body, node.type === 'with' ? value : dot, run)
      : this.#list(node.otherwise, dot, run);
    run.pipelines.reset(mark);
    return leave;
  }

  #range(node: RangeNode, dot: GoValue, run: Run): Leave {
    const { pipelines } = run;
    const outer = pipelines.mark();
    const value = pipelines.evaluate(node.pipeline, dot, { declare: false });
    const items = this.#itemsOf(value, node, run);
    this.#step(items.length, node.offset, node.type, run);
    for (const [key, item] of items) {
      const mark = pipelines.mark();
      pipelines.setRangeVariables(node.pipeline, key, item);
      const leave = this.#list(node.body, item, run);
      pipelines.reset(mark);
      if (leave === 'break') break;
    }
    const leave = items.length === 0 ? this.#list(node.otherwise, dot, run) : undefined;
    pipelines.reset(outer);
    return leave;
  }

  #itemsOf(value: GoValue, { pipeline }: RangeNode, { pipelines }: Run): readonly (readonly [GoValue, GoValue])[] {
    if (value === null) return [];
    if (Array.isArray(value)) return value.map((item, at) => [BigInt(at), item]);
    if (value instanceof GoMap) return value.sortedKeys().map((key) => [key, value.entries.get(key) ?? null]);
    if (typeof value === 'bigint' && value <= BigInt(maxSteps)) {
      return Array.from({ length: Math.max(0, Number(value)) }, (_none, at) => [BigInt(at), BigInt(at)]);
    }
    throw pipelines.failure(
      pipeline.offset,
      pipeline.text,
      `range can't iterate over ${printValue(value)} (${typeName(value)})`,
    );
  }

  #call({ offset, name, pipeline }: CallNode, dot: GoValue, run: Run): void {
    const nodes = this.#options.template.definitions.get(name);
    const shown = `template "${name}"`;
    if (nodes === undefined) throw run.pipelines.failure(offset, shown, `template "${name}" not defined`);
    if (++this.#calls > maxCalls) {
      throw run.pipelines.failure(offset, shown, `exceeded maximum template depth (${maxCalls})`);
    }
    const data = pipeline === undefined ? null : run.pipelines.evaluate(pipeline, dot);
    this.#list(nodes, data, this.#start(name, data));
    this.#calls--;
  }
}
