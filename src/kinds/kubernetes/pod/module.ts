import { refused } from '../../field-problem.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import { podTypes } from '../generated/pod.ts';
import type { Pod } from '../pod.ts';

export const podModule: KindModule = builtInModule<Pod>({
  schemas: { v1: expandKind(podTypes, 'Pod') },
  storageVersion: 'v1',
  nameRule: dns1123SubdomainFault,
  validate: refuse,
});

/** Pods are derived from Deployments when they are read, so none is ever stored. */
function refuse(): readonly Problem[] {
  return [refused('', 'pods are made from Deployments and cannot be written; apply a Deployment instead')];
}
