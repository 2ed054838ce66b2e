// Metrics of the application are fetched through the agent of the proxy, which serves both: what the pod's annotations
// say goes into a variable of the proxy, and they point to the agent.
import { CliError, ExitCode } from '../../lib/errors.ts';
import { parseBoolean } from '../annotations/check-annotations.ts';
import { type JsonObject, objectsAt } from '../pod/json.ts';
import { annotationsOf, findSidecar, type Pod, writableMap } from '../pod/pod.ts';

const fields = ['scrape', 'path', 'port'] as const;
type ScrapeField = (typeof fields)[number];

/** Ports of the proxy, from which the agent cannot fetch metrics of the application. */
const reservedPorts: Readonly<Record<string, string>> = {
  '15000': 'Envoy admin',
  '15001': 'outbound traffic',
  '15006': 'inbound traffic',
  '15008': 'HBONE',
  '15021': 'health checks',
  '15053': 'DNS',
  '15090': 'Envoy Prometheus, which is merged already',
};

/** Any spelling of prometheus.io/port counts: characters that labels do not have are the same to Prometheus. */
function fieldNamed(annotation: string): ScrapeField | undefined {
  const label = annotation.replace(/[^a-zA-Z0-9_]/g, '_');
  return fields.find((field) => label === `prometheus_io_${field}`);
}

function scrapeSettings(pod: Pod): Partial<Record<ScrapeField, string>> {
  const settings: Partial<Record<ScrapeField, string>> = {};
  for (const [name, value] of Object.entries(annotationsOf(pod))) {
    const field = fieldNamed(name);
    if (field !== undefined) settings[field] = value;
  }
  return settings;
}

/** The port that the annotations name. */
export function prometheusPort(pod: Pod): string | undefined {
  return scrapeSettings(pod).port;
}

/** Removes the annotations. */
export function clearPrometheus(pod: Pod): void {
  const annotations = writableMap(pod, 'annotations');
  for (const name of Object.keys(annotations)) if (fieldNamed(name) !== undefined) delete annotations[name];
}

function wantsMerge(pod: Pod, mesh: JsonObject): boolean {
  if (parseBoolean(scrapeSettings(pod).scrape ?? '') === false) return false;
  return (
    parseBoolean(annotationsOf(pod)['prometheus.istio.io/merge-metrics'] ?? '') ?? mesh.enablePrometheusMerge !== false
  );
}

/** Points the annotations to the agent. @throws CliError where they name a port of the proxy */
export function mergePrometheus(pod: Pod, mesh: JsonObject, { statusPort }: JsonObject): void {
  const agentPort = String(statusPort ?? 0);
  // The port is set already where the user controls it, or the pod is injected again.
  if (!wantsMerge(pod, mesh) || prometheusPort(pod) === agentPort) return;
  const settings = scrapeSettings(pod);
  refuseReserved(settings.port ?? '');
  const sidecar = findSidecar(pod);
  if (sidecar !== undefined && Object.values(settings).some((value) => value !== '')) {
    const value = JSON.stringify({
      scrape: settings.scrape ?? '',
      path: settings.path ?? '',
      port: settings.port ?? '',
    });
    sidecar.env = [...objectsAt(sidecar, 'env'), { name: 'ISTIO_PROMETHEUS_ANNOTATIONS', value }];
  }
  clearPrometheus(pod);
  Object.assign(writableMap(pod, 'annotations'), {
    'prometheus.io/port': agentPort,
    'prometheus.io/path': '/stats/prometheus',
    'prometheus.io/scrape': 'true',
  });
}

function refuseReserved(port: string): void {
  const use = Object.hasOwn(reservedPorts, port) ? reservedPorts[port] : undefined;
  if (use === undefined) return;
  throw new CliError(
    `invalid prometheus scrape configuration: port ${port} is reserved for Istio (${use}) and cannot be scraped`,
    { exitCode: ExitCode.badInput },
  );
}
