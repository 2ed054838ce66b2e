// WorkloadGroups as Istio validates them (istio, ValidateWorkloadGroup). The template is no whole WorkloadEntry: its
// address comes from the machine that registers.
import { fieldOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkLabels, checkNotNegative, checkPort } from '../../istio-rules/fields.ts';
import { checkIstioMetadata } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import type { ReadinessProbe, WorkloadGroup } from './workload-group.ts';

export function validateWorkloadGroup(group: WorkloadGroup): readonly Problem[] {
  const { metadata, probe } = group.spec;
  return [
    ...checkIstioMetadata(group),
    ...checkLabels('spec.metadata.labels', metadata?.labels),
    ...(probe === undefined ? [] : checkProbe('spec.probe', probe)),
  ];
}

const counts = [
  'periodSeconds',
  'initialDelaySeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

function checkProbe(path: string, probe: ReadinessProbe): readonly Problem[] {
  const { httpGet, tcpSocket, exec, grpc } = probe;
  const way = httpGet ?? tcpSocket ?? exec ?? grpc;
  return [
    ...counts.flatMap((name) => checkNotNegative(fieldOf(path, name), probe[name], name)),
    ...(way === undefined ? [refused(path, 'one of httpGet, tcpSocket, exec, grpc must be set')] : []),
    ...(httpGet === undefined ? [] : checkPort(`${path}.httpGet.port`, httpGet.port)),
    ...(tcpSocket === undefined ? [] : checkPort(`${path}.tcpSocket.port`, tcpSocket.port)),
    ...(grpc?.port === undefined ? [] : checkPort(`${path}.grpc.port`, grpc.port)),
  ];
}
