// What becomes of one request, as data: the way it takes through the configuration, and for each step what was passed
// over and why.
import type { Position, ResourceRef } from '../../lib/finding.ts';

/** The resource and field that a piece of configuration was made from. */
export interface Source {
  readonly resource: ResourceRef;
  /** Field path below the object. */
  readonly path?: string;
  /** Where the field stands in the input, where it came from a file. */
  readonly position?: Position;
}

export interface PassedOver {
  readonly name: string;
  readonly source?: Source;
  /** Each alone was reason enough. */
  readonly reasons: readonly string[];
}

/** Where a policy is written: in a field, or nowhere, and then whose default holds. */
export type PolicyOrigin = { readonly source: Source } | { readonly default: string };

/** What a route or destination says of the requests that take it. */
export type Policy = PolicyOrigin & {
  readonly name: PolicyName;
  /** What holds for this request, in words of the field. */
  readonly text: string;
};

export type PolicyName =
  | 'timeout'
  | 'retries'
  | 'fault'
  | 'mirror'
  | 'cors'
  | 'rewrite'
  | 'headers'
  | 'balancing'
  | 'ejection'
  | 'limits'
  | 'tls';

export type Stage = 'listener' | 'filter chain' | 'virtual host' | 'route' | 'cluster' | 'endpoint';

export interface Step {
  readonly stage: Stage;
  /** Absent where nothing was found. */
  readonly name?: string;
  /** Why this one, or what it does: `1 of 2 routes`, `weight 80 of 100`. */
  readonly detail?: string;
  readonly source?: Source;
  /** Of routes that forward, and of clusters. */
  readonly policies?: readonly Policy[];
  readonly passedOver: readonly PassedOver[];
}

export interface Outcome {
  /**
   * - forwarded: to an endpoint
   * - answered: by the route itself, a redirect or a direct response
   * - failed: routed, but the upstream cannot be reached
   * - not-routed: nothing takes the request
   */
  readonly kind: 'forwarded' | 'answered' | 'failed' | 'not-routed';
  /** What the client gets; absent where an upstream decides, or where there is no HTTP answer. */
  readonly status?: number;
  /** Envoy's response flag: NR, NC, UH, FI. */
  readonly flag?: string;
  /** One sentence, lower case, no full stop. */
  readonly summary: string;
}

export interface Decision {
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** The Host header or :authority. */
    readonly authority: string;
    /** As it is matched: normalised. */
    readonly path: string;
  };
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
}
