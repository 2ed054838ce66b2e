// The values of an installation: key `values` of ConfigMap istio-sidecar-injector.
import { parseDocuments } from '../../kinds/decode/parse-documents.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { isObject, type JsonObject, objectAt, textAt } from '../pod/json.ts';

export interface InstallationValues {
  readonly all: JsonObject;
  readonly global: JsonObject;
  readonly clusterName: string;
  readonly network: string;
  readonly hold: boolean;
  readonly rewriteProbes: boolean;
}

/** Reads values in YAML or JSON. @throws CliError where they are neither, or `global` is no object */
export function readValues(text: string): InstallationValues {
  const [document] = parseDocuments('<values>', text);
  const all = document?.value ?? {};
  if (!isObject(all)) throw refused('must be an object');
  for (const name of ['global', 'pilot', 'gateways', 'sidecarInjectorWebhook']) {
    if (all[name] !== undefined && all[name] !== null && !isObject(all[name]))
      throw refused(`${name} must be an object`);
  }
  const global = objectAt(all, 'global');
  return {
    all,
    global,
    clusterName: textAt(objectAt(global, 'multiCluster'), 'clusterName'),
    network: textAt(global, 'network'),
    hold: objectAt(global, 'proxy').holdApplicationUntilProxyStarts === true,
    rewriteProbes: objectAt(all, 'sidecarInjectorWebhook').rewriteAppHTTPProbe === true,
  };
}

function refused(message: string): CliError {
  return new CliError(`could not parse configuration values: ${message}`, { exitCode: ExitCode.badInput });
}
