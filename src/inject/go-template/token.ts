export type TokenType =
  | 'text'
  | 'open'
  | 'close'
  | 'identifier'
  | 'field'
  | 'variable'
  | 'dot'
  | 'number'
  | 'character'
  | 'string'
  | 'pipe'
  | 'left'
  | 'right'
  | 'comma'
  | 'declare'
  | 'assign'
  | 'end';

export interface Token {
  readonly type: TokenType;
  /** As written; of a text what trim markers leave of it, of a field or variable with its sign, of a string with quotes. */
  readonly text: string;
  readonly offset: number;
  /** Whether blanks stand before it: `.A.B` is one chain, `.A .B` are two operands. */
  readonly spaced: boolean;
}
