// The order in which Go's encoder writes the fields of a container and of what is in it: that of their declaration
// (k8s.io/api/core/v1). Annotations and variables hold such JSON as text, so its order is seen.
import { isObject, type JsonObject } from './json.ts';

/** One list does for all types, as no two of them declare the same names in different orders. */
const declared = [
  ...['name', 'image', 'command', 'args', 'workingDir', 'prefix', 'configMapRef', 'secretRef', 'hostPort'],
  ...['containerPort', 'protocol', 'hostIP', 'value', 'valueFrom', 'fieldRef', 'resourceFieldRef', 'configMapKeyRef'],
  ...[
    'secretKeyRef',
    'fileKeyRef',
    'apiVersion',
    'fieldPath',
    'containerName',
    'resource',
    'divisor',
    'key',
    'optional',
  ],
  ...['ports', 'envFrom', 'env', 'limits', 'requests', 'claims', 'resources', 'resourceName', 'resizePolicy'],
  ...['restartPolicy', 'action', 'exitCodes', 'operator', 'values', 'restartPolicyRules', 'readOnly'],
  ...['recursiveReadOnly', 'mountPath', 'subPath', 'mountPropagation', 'subPathExpr', 'volumeMounts', 'devicePath'],
  ...[
    'volumeDevices',
    'exec',
    'httpGet',
    'tcpSocket',
    'grpc',
    'sleep',
    'path',
    'port',
    'host',
    'scheme',
    'httpHeaders',
  ],
  ...['service', 'initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'],
  ...['terminationGracePeriodSeconds', 'livenessProbe', 'readinessProbe', 'startupProbe', 'postStart', 'preStop'],
  ...[
    'stopSignal',
    'lifecycle',
    'terminationMessagePath',
    'terminationMessagePolicy',
    'imagePullPolicy',
    'add',
    'drop',
  ],
  ...['capabilities', 'privileged', 'user', 'role', 'type', 'level', 'seLinuxOptions', 'gmsaCredentialSpecName'],
  ...['gmsaCredentialSpec', 'runAsUserName', 'hostProcess', 'windowsOptions', 'runAsUser', 'runAsGroup'],
  ...['runAsNonRoot', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation', 'procMount', 'localhostProfile'],
  ...['seccompProfile', 'appArmorProfile', 'securityContext', 'stdin', 'stdinOnce', 'tty'],
];

const ranks: ReadonlyMap<string, number> = new Map(declared.map((name, rank) => [name, rank]));

/** Returns the same with the fields in Go's order; keys of maps, and what is unknown, come last by name. */
export function inGoOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inGoOrder);
  return isObject(value) ? fieldsInGoOrder(value) : value;
}

function fieldsInGoOrder(value: JsonObject): JsonObject {
  const rank = (name: string) => ranks.get(name) ?? declared.length;
  const sorted = Object.entries(value).sort(
    ([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : Number(left > right)),
  );
  return Object.fromEntries(sorted.map(([name, one]) => [name, inGoOrder(one)]));
}
