// Reads what stands in an action: pipelines, commands, operands.
import { parseNumber, unquote } from './literal.ts';
import type { Command, Operand, Pipeline } from './node.ts';
import type { Source } from './source.ts';
import type { Token } from './token.ts';

export interface FunctionNames {
  readonly isFunction: (name: string) => boolean;
  readonly unknownFunction: (name: string) => string;
}

/** Words that begin a construct and are no functions. */
const keywords = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with']);

const maxParentheses = 200;

export class PipelineParser {
  /** Variables that are declared at this place, `$` first; who opens a scope cuts them when it ends. */
  readonly variables: string[] = ['$'];
  readonly #source: Source;
  readonly #tokens: readonly Token[];
  readonly #functions: FunctionNames;
  #index = 0;
  #parentheses = 0;

  constructor(source: Source, tokens: readonly Token[], functions: FunctionNames) {
    this.#source = source;
    this.#tokens = tokens;
    this.#functions = functions;
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#index + ahead] ?? this.#last();
  }

  next(): Token {
    return this.#tokens[this.#index++] ?? this.#last();
  }

  expectClose(context: string): void {
    const token = this.next();
    if (token.type !== 'close') throw this.#unexpected(token, context);
  }

  constantString(context: string): string {
    const token = this.next();
    if (token.type !== 'string') throw this.#unexpected(token, context);
    return this.#text(token);
  }

  /** Reads a pipeline; `allowPair` lets it declare two variables, as range does. */
  pipeline(context: string, { allowPair }: { readonly allowPair: boolean }): Pipeline {
    const { offset } = this.peek();
    const declared = this.#declaration(allowPair);
    const commands = [this.#command(context)];
    while (this.peek().type === 'pipe') {
      this.next();
      commands.push(this.#command(context));
      this.#checkStage(commands.at(-1) as Command);
    }
    if (!declared.isAssignment) this.variables.push(...declared.variables);
    return { offset, text: this.#textSince(offset), commands, ...declared };
  }

  #last(): Token {
    return this.#tokens.at(-1) as Token;
  }

  #unexpected(token: Token, context: string): Error {
    const shown = token.type === 'end' ? 'EOF' : token.type === 'close' ? `"${token.text}"` : `<${token.text}>`;
    return this.#source.errorAt(token.offset, `unexpected ${shown} in ${context}`);
  }

  #text(token: Token): string {
    const text = unquote(token.text);
    if (text === undefined) throw this.#source.errorAt(token.offset, `malformed constant: ${token.text}`);
    return text;
  }

  #textSince(offset: number): string {
    return this.#source.text.slice(offset, this.peek().offset).trim().replace(/-$/, '').trim();
  }

  #declaration(allowPair: boolean): Pick<Pipeline, 'variables' | 'isAssignment'> {
    const types = [0, 1, 2, 3].map((ahead) => this.peek(ahead).type);
    const [first = '', second = '', third = '', fourth = ''] = types;
    if (first !== 'variable') return { variables: [], isAssignment: false };
    const isPair = allowPair && second === 'comma' && third === 'variable' && isDeclaring(fourth);
    if (!isPair && !isDeclaring(second)) return { variables: [], isAssignment: false };
    const names = [this.next()];
    if (isPair) {
      this.next();
      names.push(this.next());
    }
    const isAssignment = this.next().type === 'assign';
    if (isAssignment) for (const name of names) this.#known(name);
    return { variables: names.map(({ text }) => text), isAssignment };
  }

  #known({ text, offset }: Token): string {
    if (!this.variables.includes(text)) throw this.#source.errorAt(offset, `undefined variable "${text}"`);
    return text;
  }

  #command(context: string): Command {
    const start = this.peek();
    const operands: Operand[] = [];
    for (;;) {
      const token = this.peek();
      if (token.type === 'close' || token.type === 'pipe' || token.type === 'right' || token.type === 'end') break;
      if (operands.length > 0 && !token.spaced) throw this.#unexpected(token, 'operand');
      operands.push(this.#operand(context));
    }
    if (operands.length === 0) throw this.#missing(start, context);
    return { offset: start.offset, text: this.#textSince(start.offset), operands };
  }

  #missing(token: Token, context: string): Error {
    if (token.type === 'end') return this.#source.errorAt(token.offset, 'unclosed action');
    return this.#source.errorAt(token.offset, `missing value for ${context}`);
  }

  /** What is piped becomes an argument, so only something that takes arguments can follow. */
  #checkStage({ operands, offset }: Command): void {
    const [first] = operands;
    if (first?.type === 'constant' || first?.type === 'nil' || first?.type === 'dot') {
      throw this.#source.errorAt(offset, 'non executable command in pipeline');
    }
  }

  #operand(context: string): Operand {
    const of = this.#term(context);
    const fields: string[] = [];
    while (this.peek().type === 'field' && !this.peek().spaced) fields.push(this.next().text.slice(1));
    if (fields.length === 0) return of;
    if (of.type === 'constant' || of.type === 'nil') {
      throw this.#source.errorAt(of.offset, `unexpected . after term "${this.#textSince(of.offset)}"`);
    }
    return of.type === 'chain'
      ? { ...of, fields: [...of.fields, ...fields] }
      : { type: 'chain', offset: of.offset, of, fields };
  }

  #term(context: string): Operand {
    const token = this.next();
    const { offset, text } = token;
    switch (token.type) {
      case 'dot':
        return { type: 'dot', offset };
      case 'field':
        return { type: 'chain', offset, of: { type: 'dot', offset }, fields: [text.slice(1)] };
      case 'variable':
        return { type: 'variable', offset, name: this.#known(token) };
      case 'string':
        return { type: 'constant', offset, value: this.#text(token) };
      case 'character':
        return { type: 'constant', offset, value: BigInt(this.#text(token).codePointAt(0) ?? 0) };
      case 'number':
        return this.#number(token);
      case 'left':
        return this.#parenthesis(token);
      case 'identifier':
        return this.#word(token, context);
      default:
        throw this.#unexpected(token, context);
    }
  }

  #number({ offset, text }: Token): Operand {
    const value = parseNumber(text);
    if (value === undefined) throw this.#source.errorAt(offset, `bad number syntax: "${text}"`);
    return { type: 'constant', offset, value };
  }

  #word(token: Token, context: string): Operand {
    const { offset, text } = token;
    if (text === 'true' || text === 'false') return { type: 'constant', offset, value: text === 'true' };
    if (text === 'nil') return { type: 'nil', offset };
    if (keywords.has(text)) throw this.#unexpected(token, context);
    if (!this.#functions.isFunction(text)) throw this.#source.errorAt(offset, this.#functions.unknownFunction(text));
    return { type: 'function', offset, name: text };
  }

  #parenthesis({ offset }: Token): Operand {
    if (++this.#parentheses > maxParentheses) throw this.#source.errorAt(offset, 'max expression depth exceeded');
    const pipeline = this.pipeline('parenthesized pipeline', { allowPair: false });
    this.#parentheses--;
    const closing = this.next();
    if (closing.type !== 'right') throw this.#source.errorAt(closing.offset, `unclosed left paren`);
    return { type: 'pipeline', offset, pipeline };
  }
}

function isDeclaring(type: string): boolean {
  return type === 'declare' || type === 'assign';
}
