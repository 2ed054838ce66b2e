// The injection configurations that come with ictl, for those who have no installation to take one from.
import { readTemplate } from '../../lib/read-template.ts';
import type { IstioGeneration } from '../mesh/mesh-config.ts';
import { type OldParameters, oldInjectConfig, oldMeshConfig } from './old-parameters.ts';

export type BuiltInProfile = 'istio-0.8' | 'istio';

/** Returns the injection configuration of a profile; only that of 0.8 has parameters. */
export function builtInConfig(profile: BuiltInProfile, parameters: OldParameters): string {
  return profile === 'istio-0.8' ? oldInjectConfig(parameters) : readTemplate('inject', 'istio.yaml');
}

/** Returns the mesh config where an installation has not said anything. */
export function builtInMesh(generation: IstioGeneration): string {
  return generation === '0.8' ? oldMeshConfig() : '';
}

export interface ValueParameters {
  readonly hub: string | undefined;
  readonly tag: string | undefined;
  readonly revision: string | undefined;
}

/** Returns the values that today's template reads, as an installation with default settings has them. */
export function builtInValues({ hub, tag, revision }: ValueParameters): string {
  const set: Readonly<Record<string, string>> = {
    HUB: hub ?? 'docker.io/istio',
    TAG: tag ?? '1.31.0',
    REVISION: revision === 'default' ? '' : (revision ?? ''),
  };
  return readTemplate('inject', 'istio-values.yaml').replace(/\$\{(\w+)\}/g, (_all, name: string) =>
    JSON.stringify(set[name] ?? ''),
  );
}
