// Header operations of routes and weighted clusters, compiled. Order of the operations and of the results:
// HeaderParser::evaluateHeaders in source/common/router/header_parser.cc of Envoy.
import type { HeaderValueOption } from '../../envoy/route.ts';
import { compileFormat, type Format } from './format.ts';
import type { Headers } from './headers.ts';
import type { StreamInfo } from './stream-info.ts';

interface Addition {
  readonly name: string;
  readonly value: Format;
  readonly keepEmpty: boolean;
  readonly action: NonNullable<HeaderValueOption['appendAction']>;
}

/** One level's operations on one direction. */
export class HeaderMutation {
  readonly #removals: readonly string[];
  readonly #additions: readonly Addition[];
  /** The common case, constants that are added or set, needs no second list. */
  readonly #constant: boolean;

  constructor(toAdd: readonly HeaderValueOption[], toRemove: readonly string[]) {
    this.#removals = toRemove.map((name) => name.toLowerCase());
    // Overwriting comes before appending, whatever their order in the list.
    const additions = toAdd.map(compileAddition);
    this.#additions = [...additions.filter(overwrites), ...additions.filter((addition) => !overwrites(addition))];
    this.#constant = additions.every(
      ({ value, action }) =>
        typeof value === 'string' && (action === 'OVERWRITE_IF_EXISTS_OR_ADD' || action === 'APPEND_IF_EXISTS_OR_ADD'),
    );
  }

  apply(headers: Headers, info: StreamInfo): void {
    for (const name of this.#removals) headers.remove(name);
    if (this.#constant) {
      for (const addition of this.#additions) put(headers, addition, addition.value as string);
      return;
    }
    // All values and conditions see the headers as they were before the first addition.
    const values = this.#additions.map((addition) => evaluate(addition, headers, info));
    this.#additions.forEach((addition, at) => {
      const value = values[at];
      if (value !== undefined) put(headers, addition, value);
    });
  }
}

/** Compiles the operations of one level; undefined where it has none. */
export function compileHeaderMutation(
  toAdd: readonly HeaderValueOption[] | undefined,
  toRemove: readonly string[] | undefined,
): HeaderMutation | undefined {
  if ((toAdd?.length ?? 0) === 0 && (toRemove?.length ?? 0) === 0) return undefined;
  return new HeaderMutation(toAdd ?? [], toRemove ?? []);
}

function compileAddition({ header, appendAction, keepEmptyValue }: HeaderValueOption): Addition {
  return {
    name: header.key.toLowerCase(),
    value: compileFormat(header.value ?? ''),
    keepEmpty: keepEmptyValue ?? false,
    action: appendAction ?? 'APPEND_IF_EXISTS_OR_ADD',
  };
}

function overwrites({ action }: Addition): boolean {
  return action === 'OVERWRITE_IF_EXISTS' || action === 'OVERWRITE_IF_EXISTS_OR_ADD';
}

function evaluate({ name, value, action }: Addition, headers: Headers, info: StreamInfo): string | undefined {
  if (action === 'ADD_IF_ABSENT' && headers.has(name)) return undefined;
  if (action === 'OVERWRITE_IF_EXISTS' && !headers.has(name)) return undefined;
  return typeof value === 'string' ? value : value(info);
}

/** Envoy sets by removing and adding at the end. A value that comes out empty removes and adds nothing. */
function put(headers: Headers, addition: Addition, value: string): void {
  if (value === '' && !addition.keepEmpty) return;
  if (overwrites(addition)) headers.remove(addition.name);
  headers.append(addition.name, value);
}
