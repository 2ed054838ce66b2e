// The kubelet has no certificate of the mesh, so its probes go to the agent of the proxy, which asks the application.
import { parseBoolean } from '../annotations/check-annotations.ts';
import { escapeHtml } from '../go-template/functions/sprig-encodings.ts';
import { injectionStatus } from '../injection-status.ts';
import { inGoOrder } from '../pod/go-order.ts';
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../pod/json.ts';
import { annotationsOf, findSidecar, type Pod, proxyContainer } from '../pod/pod.ts';

const probersVariable = 'ISTIO_KUBE_APP_PROBERS';

/** Field of a container, and the path at the agent. */
const probes = { readinessProbe: 'readyz', livenessProbe: 'livez', startupProbe: 'startupz' } as const;
const hooks = { preStop: 'prestopz', postStart: 'poststartz' } as const;

export interface ProbeSettings {
  readonly proxyConfig: JsonObject;
  /** Where the pod does not say. */
  readonly byDefault: boolean;
}

/** Rewrites the probes and hooks of the application, and tells the agent what they were. */
export function rewriteProbes(pod: Pod, { proxyConfig, byDefault }: ProbeSettings): void {
  const annotations = annotationsOf(pod);
  const sidecar = findSidecar(pod);
  if (
    sidecar === undefined ||
    !(parseBoolean(annotations['sidecar.istio.io/rewriteAppHTTPProbers'] ?? '') ?? byDefault)
  )
    return;
  const port = Number(annotations['status.sidecar.istio.io/port'] ?? proxyConfig.statusPort ?? 0);
  const containers = [...objectsAt(pod.spec, 'containers'), ...objectsAt(pod.spec, 'initContainers')].filter(
    ({ name }) => name !== proxyContainer,
  );
  const probers = Object.assign({}, ...containers.map(probersOf)) as JsonObject;
  if (Object.keys(probers).length > 0) setProbers(sidecar, probers, injectionStatus(pod) !== undefined);
  for (const container of containers) redirect(container, port);
}

/** What the agent has to ask, by path; ports by number. */
function probersOf(container: JsonObject): JsonObject {
  const ports = new Map(objectsAt(container, 'ports').map(({ name, containerPort }) => [name, containerPort]));
  const result: JsonObject = {};
  for (const { path, action } of actionsOf(container)) {
    const prober = isRedirected(action, path) ? undefined : proberOf(action, ports);
    if (prober !== undefined) result[path] = prober;
  }
  return result;
}

interface Action {
  readonly path: string;
  /** A probe, or the handler of a hook. */
  readonly action: JsonObject;
}

function actionsOf(container: JsonObject): Action[] {
  const name = textAt(container, 'name');
  const found: Action[] = [];
  for (const [field, end] of Object.entries(probes)) {
    if (isObject(container[field])) found.push({ path: `/app-health/${name}/${end}`, action: container[field] });
  }
  const lifecycle = objectAt(container, 'lifecycle');
  for (const [field, end] of Object.entries(hooks)) {
    if (isObject(lifecycle[field])) found.push({ path: `/app-lifecycle/${name}/${end}`, action: lifecycle[field] });
  }
  return found;
}

/** What was injected before asks the agent already. */
function isRedirected({ httpGet }: JsonObject, path: string): boolean {
  return isObject(httpGet) && httpGet.path === path;
}

/** Undefined where the action is none of the agent's, or names a port that there is not. */
function proberOf(action: JsonObject, ports: ReadonlyMap<unknown, unknown>): JsonObject | undefined {
  const { httpGet, tcpSocket, grpc, timeoutSeconds } = action;
  const timeout = timeoutSeconds === undefined || timeoutSeconds === 0 ? {} : { timeoutSeconds };
  if (isObject(grpc)) return { grpc: { port: grpc.port, service: grpc.service ?? null }, ...timeout };
  const [kind, target] = isObject(httpGet) ? ['httpGet', httpGet] : ['tcpSocket', tcpSocket];
  if (!isObject(target)) return undefined;
  const port = typeof target.port === 'string' ? ports.get(target.port) : target.port;
  return port === undefined
    ? undefined
    : { [kind as string]: inGoOrder(withoutEmpty({ ...target, port })), ...timeout };
}

function withoutEmpty(target: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(target).filter(([, value]) => value !== '' && value !== null));
}

function setProbers(sidecar: JsonObject, found: JsonObject, isInjectedBefore: boolean): void {
  const variables = objectsAt(sidecar, 'env');
  const before = isInjectedBefore ? variables.find(({ name }) => name === probersVariable) : undefined;
  // Probes that were rewritten before ask the agent itself; what they were is in the variable.
  const probers = before === undefined ? found : { ...found, ...parsed(textAt(before, 'value')) };
  const sorted = Object.fromEntries(Object.entries(probers).sort(([left], [right]) => (left < right ? -1 : 1)));
  const variable = { name: probersVariable, value: escapeHtml(JSON.stringify(sorted)) };
  sidecar.env =
    before === undefined ? [...variables, variable] : variables.map((one) => (one === before ? variable : one));
}

function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {}; // not ours; it is written anew
  }
}

function redirect(container: JsonObject, port: number): void {
  for (const { path, action } of actionsOf(container)) {
    const { httpGet, tcpSocket, grpc } = action;
    if (isObject(httpGet)) {
      const scheme = httpGet.scheme === 'HTTPS' ? { scheme: 'HTTP' } : {};
      action.httpGet = { ...httpGet, path, port, ...scheme };
    } else if (isObject(tcpSocket) || isObject(grpc)) {
      delete action.tcpSocket;
      delete action.grpc;
      action.httpGet = { path, port };
    }
  }
}
