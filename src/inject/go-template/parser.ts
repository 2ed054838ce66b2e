// From tokens to a tree: the control structures. What stands in an action is read by PipelineParser.
import { type Delimiters, lex } from './lexer.ts';
import type { Node, Pipeline } from './node.ts';
import { PipelineParser } from './pipeline-parser.ts';
import type { Source } from './source.ts';
import type { Token } from './token.ts';

export interface ParsedTemplate {
  readonly nodes: readonly Node[];
  /** What `define` and `block` name. */
  readonly definitions: ReadonlyMap<string, readonly Node[]>;
}

export interface ParseOptions {
  readonly delimiters: Delimiters;
  /** Names of the functions there are, and what to say of one that there is not. */
  readonly isFunction: (name: string) => boolean;
  readonly unknownFunction: (name: string) => string;
}

/** Parses a template. @throws TemplateError with the line of what is wrong */
export function parseTemplate(source: Source, options: ParseOptions): ParsedTemplate {
  return new Parser(source, options).run();
}

/** What ended a list of nodes. */
type Ending = 'end' | 'else' | 'eof';

interface List {
  readonly nodes: readonly Node[];
  readonly ending: Ending;
  readonly token: Token;
}

const maxDepth = 200;

class Parser {
  readonly #source: Source;
  readonly #pipelines: PipelineParser;
  readonly #definitions = new Map<string, readonly Node[]>();
  #depth = 0;
  #loops = 0;

  constructor(source: Source, options: ParseOptions) {
    this.#source = source;
    this.#pipelines = new PipelineParser(source, lex(source, options.delimiters), options);
  }

  run(): ParsedTemplate {
    const { nodes, ending, token } = this.#list();
    if (ending !== 'eof') throw this.#error(token, `unexpected {{${ending}}}`);
    return { nodes, definitions: this.#definitions };
  }

  #error(token: Token, message: string): Error {
    return this.#source.errorAt(token.offset, message);
  }

  /** Reads nodes until {{end}}, {{else}} or the end of the text. */
  #list(): List {
    const nodes: Node[] = [];
    if (++this.#depth > maxDepth) throw this.#error(this.#pipelines.peek(), `nested deeper than ${maxDepth} levels`);
    for (;;) {
      const token = this.#pipelines.next();
      if (token.type === 'end') return this.#leave(nodes, 'eof', token);
      if (token.type === 'text') {
        nodes.push({ type: 'text', text: token.text });
        continue;
      }
      const keyword = this.#pipelines.peek();
      if (isKeyword(keyword, 'end')) {
        this.#pipelines.next();
        this.#pipelines.expectClose('end');
        return this.#leave(nodes, 'end', token);
      }
      if (isKeyword(keyword, 'else')) {
        this.#pipelines.next();
        return this.#leave(nodes, 'else', token);
      }
      nodes.push(...this.#action(keyword));
    }
  }

  #leave(nodes: readonly Node[], ending: Ending, token: Token): List {
    this.#depth--;
    return { nodes, ending, token };
  }

  #action(first: Token): Node[] {
    switch (first.type === 'identifier' ? first.text : '') {
      case 'if':
      case 'with':
      case 'range':
        this.#pipelines.next();
        return [this.#control(first, first.text as 'if' | 'with' | 'range')];
      case 'define':
        this.#define();
        return [];
      case 'block':
        return [this.#block(first)];
      case 'template':
        return [this.#call(first)];
      case 'break':
      case 'continue':
        return [this.#loopControl(first)];
      default:
        return [this.#pipelineAction(first)];
    }
  }

  #pipelineAction({ offset }: Token): Node {
    const pipeline = this.#pipelines.pipeline('command', { allowPair: false });
    this.#pipelines.expectClose('command');
    return { type: 'action', offset, pipeline };
  }

  #control({ offset }: Token, type: 'if' | 'with' | 'range'): Node {
    const scope = this.#pipelines.variables.length;
    const pipeline = this.#pipelines.pipeline(type, { allowPair: type === 'range' });
    this.#pipelines.expectClose(type);
    if (type === 'range') this.#loops++;
    const { nodes: body, ending, token } = this.#list();
    if (type === 'range') this.#loops--;
    if (ending === 'eof') throw this.#error(token, 'unexpected EOF');
    const otherwise = ending === 'else' ? this.#otherwise(type) : [];
    this.#pipelines.variables.length = scope;
    return { type, offset, pipeline, body, otherwise };
  }

  /** After {{else: the rest of the action, and what is inside. */
  #otherwise(type: 'if' | 'with' | 'range'): readonly Node[] {
    const next = this.#pipelines.peek();
    // {{else if x}} is {{else}}{{if x}} with one {{end}} for both; with knows the same of itself since Go 1.23.
    if (type !== 'range' && isKeyword(next, type)) {
      this.#pipelines.next();
      return [this.#control(next, type)];
    }
    this.#pipelines.expectClose('else');
    const { nodes, ending, token } = this.#list();
    if (ending === 'else') throw this.#error(token, 'expected end; found {{else}}');
    if (ending === 'eof') throw this.#error(token, 'unexpected EOF');
    return nodes;
  }

  #define(): void {
    const keyword = this.#pipelines.next();
    if (this.#depth > 1) throw this.#error(keyword, 'unexpected {{define}} within another construct');
    const name = this.#pipelines.constantString('define clause');
    this.#pipelines.expectClose('define clause');
    this.#definitions.set(name, this.#definitionBody('define', keyword));
  }

  /** A template sees no variable of the place it stands in. */
  #definitionBody(what: string, keyword: Token): readonly Node[] {
    const outer = this.#pipelines.variables.splice(1);
    const { nodes, ending } = this.#list();
    if (ending !== 'end') throw this.#error(keyword, `unexpected ${ending === 'eof' ? 'EOF' : '{{else}}'} in ${what}`);
    this.#pipelines.variables.splice(1, Number.POSITIVE_INFINITY, ...outer);
    return nodes;
  }

  #block({ offset }: Token): Node {
    const keyword = this.#pipelines.next();
    const name = this.#pipelines.constantString('block clause');
    const pipeline = this.#pipelines.pipeline('block clause', { allowPair: false });
    this.#pipelines.expectClose('block clause');
    this.#definitions.set(name, this.#definitionBody('block', keyword));
    return { type: 'template', offset, name, pipeline };
  }

  #call({ offset }: Token): Node {
    this.#pipelines.next();
    const name = this.#pipelines.constantString('template clause');
    const pipeline: Pipeline | undefined =
      this.#pipelines.peek().type === 'close'
        ? undefined
        : this.#pipelines.pipeline('template clause', { allowPair: false });
    this.#pipelines.expectClose('template clause');
    return { type: 'template', offset, name, pipeline };
  }

  #loopControl(keyword: Token): Node {
    this.#pipelines.next();
    const type = keyword.text as 'break' | 'continue';
    if (this.#loops === 0) throw this.#error(keyword, `{{${type}}} outside {{range}}`);
    this.#pipelines.expectClose(type);
    return { type, offset: keyword.offset };
  }
}

function isKeyword(token: Token, word: string): boolean {
  return token.type === 'identifier' && token.text === word;
}
