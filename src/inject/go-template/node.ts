// The tree of a parsed template.
import type { GoValue } from './value.ts';

/** A place in the source. */
interface Placed {
  readonly offset: number;
}

export interface TextNode {
  readonly type: 'text';
  readonly text: string;
}

export interface ActionNode extends Placed {
  readonly type: 'action';
  readonly pipeline: Pipeline;
}

export interface BranchNode extends Placed {
  readonly type: 'if' | 'with';
  readonly pipeline: Pipeline;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[];
}

export interface RangeNode extends Placed {
  readonly type: 'range';
  readonly pipeline: Pipeline;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[];
}

/** `{{ template "name" pipeline }}`; a block is its definition and such a call. */
export interface CallNode extends Placed {
  readonly type: 'template';
  readonly name: string;
  readonly pipeline: Pipeline | undefined;
}

export interface LoopNode extends Placed {
  readonly type: 'break' | 'continue';
}

export type Node = TextNode | ActionNode | BranchNode | RangeNode | CallNode | LoopNode;

/** `$a, $b := first | second`. */
export interface Pipeline extends Placed {
  /** As written, for messages. */
  readonly text: string;
  /** Variables that it declares or, where `isAssignment`, sets. */
  readonly variables: readonly string[];
  readonly isAssignment: boolean;
  readonly commands: readonly Command[];
}

export interface Command extends Placed {
  readonly text: string;
  readonly operands: readonly Operand[];
}

export type Operand =
  | (Placed & { readonly type: 'constant'; readonly value: GoValue })
  | (Placed & { readonly type: 'nil' })
  | (Placed & { readonly type: 'dot' })
  | (Placed & { readonly type: 'function'; readonly name: string })
  | (Placed & { readonly type: 'variable'; readonly name: string })
  | (Placed & { readonly type: 'pipeline'; readonly pipeline: Pipeline })
  /** `.A.B`, `$x.A`, `(pipeline).A`. */
  | (Placed & { readonly type: 'chain'; readonly of: Operand; readonly fields: readonly string[] });
