// What is different between two configurations, in the words of those who send requests. Pure.
import type { Config, Secret } from '../../envoy/config.ts';
import type { Reachability } from '../translate/client-addresses.ts';
import type { Change } from './change.ts';
import { clusterChanges } from './cluster-changes.ts';
import { hostChanges } from './host-changes.ts';

export interface ConfigSide {
  readonly config: Config;
  readonly secrets: readonly Secret[];
  readonly reach: Reachability;
}

/** Hosts with their routes first, then where they lead. */
export function configChanges(before: ConfigSide, after: ConfigSide): readonly Change[] {
  return [...hostChanges(before, after), ...clusterChanges(before, after)];
}
