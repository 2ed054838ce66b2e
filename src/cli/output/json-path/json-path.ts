// kubectl's JSONPath templates (client-go, util/jsonpath): text with expressions in braces.
// `{.items[0].status.hostIP}`, `{range .items[*]}{.metadata.name}{"\n"}{end}`, `{.items[?(@.kind=="Gateway")]}`,
// `{..name}`, `{.data['tls\.crt']}`, `{.items[-1:]}`, `{.items['a','b']}`.

/** One step from values to values. */
export type Step =
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'wildcard' }
  /** The value and everything below it. */
  | { readonly type: 'recursive' }
  | { readonly type: 'slice'; readonly start?: number; readonly end?: number; readonly step?: number }
  | { readonly type: 'index'; readonly index: number }
  | { readonly type: 'union'; readonly paths: readonly Path[] }
  | { readonly type: 'filter'; readonly filter: Filter };

export type Path = readonly Step[];

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type Operand =
  | { readonly type: 'path'; readonly path: Path }
  | { readonly type: 'literal'; readonly value: unknown };

/** Without an operator: whether the left side is there. */
export interface Filter {
  readonly left: Operand;
  readonly operator?: Operator;
  readonly right?: Operand;
}

export type TemplatePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'path'; readonly path: Path }
  | { readonly type: 'range'; readonly path: Path; readonly body: readonly TemplatePart[] };
