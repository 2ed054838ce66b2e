import { parseDuration } from '../../kinds/duration.ts';
import type { JsonObject } from '../pod/json.ts';

const nanosecondsInMillisecond = 1e6;

/** Says what is wrong with the values of a ProxyConfig (istio, ValidateMeshConfigProxyConfig); undefined if nothing. */
export function checkProxyConfig(proxyConfig: JsonObject): string | undefined {
  const { proxyAdminPort, statusPort, serviceCluster, configPath, binaryPath, discoveryAddress } = proxyConfig;
  if (!isPort(proxyAdminPort, 1))
    return `invalid proxy admin port: port number ${proxyAdminPort} must be in the range 1..65535`;
  if (statusPort !== undefined && !isPort(statusPort, 0)) {
    return `invalid status port: port number ${statusPort} must be in the range 0..65535`;
  }
  for (const [name, value] of Object.entries({ serviceCluster, configPath, binaryPath, discoveryAddress })) {
    if (value === '') return `${name} must be set`;
  }
  for (const name of ['drainDuration', 'parentShutdownDuration', 'connectTimeout', 'discoveryRefreshDelay']) {
    const value = proxyConfig[name];
    if (value !== undefined && (parseDuration(String(value)) ?? 0) < nanosecondsInMillisecond) {
      return `invalid ${name}: duration must be greater than 1ms`;
    }
  }
  return undefined;
}

function isPort(value: unknown, least: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= 65535;
}
