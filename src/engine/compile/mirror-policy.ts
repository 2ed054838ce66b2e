import type { RequestMirrorPolicy } from '../../envoy/route.ts';
import { shareOf } from '../fractional-percent.ts';

/** A second cluster that gets a copy of requests. */
export interface MirrorPolicy {
  readonly cluster: string;
  /** 0 to 1. */
  readonly share: number;
  /** Whether the copy's Host says that it is one. */
  readonly appendsShadowSuffix: boolean;
}

/** Compiles a route's mirrors; undefined where it has none, so that a plain route need not look. */
export function compileMirrorPolicies(
  policies: readonly RequestMirrorPolicy[] | undefined,
): readonly MirrorPolicy[] | undefined {
  if (policies === undefined || policies.length === 0) return undefined;
  return policies.map(({ cluster, runtimeFraction, disableShadowHostSuffixAppend }) => ({
    cluster,
    share: runtimeFraction === undefined ? 1 : shareOf(runtimeFraction.defaultValue),
    appendsShadowSuffix: disableShadowHostSuffixAppend !== true,
  }));
}
