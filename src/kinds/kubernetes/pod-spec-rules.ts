// What holds for containers, their ports and volumes (kubernetes/pkg/apis/core/validation, ValidatePodSpec): as far as
// an ingress gateway reads it, which is names, ports and secret volumes.
import { check, duplicateValue, invalidValue, refused, requiredValue } from '../field-problem.ts';
import { dns1123LabelFault, dns1123SubdomainFault, portNameFault } from '../metadata/names.ts';
import type { Problem } from '../problem.ts';
import type { Container, ContainerPort, KeyToPath, PodSpec, Volume, VolumeMount } from './pod.ts';
import { portNumberProblems } from './port-rules.ts';

export function podSpecProblems(spec: PodSpec, path: string): readonly Problem[] {
  const { containers, initContainers = [], volumes = [] } = spec;
  const volumeNames = new Set(volumes.map(({ name }) => name));
  const all: readonly (readonly [Container, string])[] = [
    ...containers.map((container, index) => [container, `${path}.containers[${index}]`] as const),
    ...initContainers.map((container, index) => [container, `${path}.initContainers[${index}]`] as const),
  ];
  return [
    ...(containers.length === 0 ? [requiredValue(`${path}.containers`)] : []),
    ...volumes.flatMap((volume, index) => volumeProblems(volume, `${path}.volumes[${index}]`)),
    ...duplicateNames(volumes.map((volume, index) => [volume.name, `${path}.volumes[${index}].name`])),
    ...all.flatMap(([container, at]) => containerProblems(container, volumeNames, at)),
    ...duplicateNames(all.map(([container, at]) => [container.name, `${at}.name`])),
  ];
}

function duplicateNames(names: readonly (readonly [name: string, path: string])[]): readonly Problem[] {
  const seen = new Set<string>();
  return names.flatMap(([name, path]) => {
    if (seen.has(name)) return [duplicateValue(path, name)];
    seen.add(name);
    return [];
  });
}

function containerProblems(container: Container, volumeNames: ReadonlySet<string>, path: string): readonly Problem[] {
  const { name, image = '', ports = [], volumeMounts = [] } = container;
  return [
    ...check(`${path}.name`, name, dns1123LabelFault),
    ...(image === '' ? [requiredValue(`${path}.image`)] : []),
    ...ports.flatMap((port, index) => portProblems(port, `${path}.ports[${index}]`)),
    ...volumeMounts.flatMap((mount, index) => mountProblems(mount, volumeNames, `${path}.volumeMounts[${index}]`)),
    ...duplicateNames(
      volumeMounts.map(({ mountPath }, index) => [mountPath, `${path}.volumeMounts[${index}].mountPath`]),
    ),
  ];
}

function portProblems({ name = '', containerPort }: ContainerPort, path: string): readonly Problem[] {
  return [
    ...(name === '' ? [] : check(`${path}.name`, name, portNameFault)),
    ...portNumberProblems(`${path}.containerPort`, containerPort),
  ];
}

function mountProblems(
  { name, mountPath, subPath = '' }: VolumeMount,
  volumeNames: ReadonlySet<string>,
  path: string,
): readonly Problem[] {
  return [
    ...(volumeNames.has(name) ? [] : [refused(`${path}.name`, `no volume is named ${JSON.stringify(name)}`)]),
    ...(mountPath === '' ? [requiredValue(`${path}.mountPath`)] : []),
    ...relativePathProblems(subPath, `${path}.subPath`),
  ];
}

function volumeProblems({ name, secret }: Volume, path: string): readonly Problem[] {
  return [
    ...check(`${path}.name`, name, dns1123LabelFault),
    ...(secret === undefined ? [] : check(`${path}.secret.secretName`, secret.secretName ?? '', secretNameFault)),
    ...(secret?.items ?? []).flatMap((item, index) => itemProblems(item, `${path}.secret.items[${index}]`)),
  ];
}

function secretNameFault(name: string): string | undefined {
  return name === '' ? 'the name of a Secret is required' : dns1123SubdomainFault(name);
}

function itemProblems({ key, path }: KeyToPath, at: string): readonly Problem[] {
  return [
    ...(key === '' ? [requiredValue(`${at}.key`)] : []),
    ...(path === '' ? [requiredValue(`${at}.path`)] : relativePathProblems(path, `${at}.path`)),
  ];
}

/** A path inside a volume may not lead out of it. */
function relativePathProblems(path: string, at: string): readonly Problem[] {
  if (path.startsWith('/')) return [invalidValue(at, path, 'must be a relative path')];
  return path.split('/').includes('..') ? [invalidValue(at, path, "must not contain '..'")] : [];
}
