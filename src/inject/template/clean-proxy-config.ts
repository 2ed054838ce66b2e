import { defaultProxyConfig } from '../mesh/mesh-config.ts';
import { messages } from '../mesh/message-fields.ts';
import type { MessageStruct } from '../mesh/message-struct.ts';
import { orderMessage } from '../mesh/order-message.ts';
import { isObject, type JsonObject } from '../pod/json.ts';

/** Values that every proxy starts with are left out of PROXY_CONFIG, so that the pod stays readable. */
const omittedDefaults = [
  'configPath',
  'binaryPath',
  'controlPlaneAuthPolicy',
  'serviceCluster',
  'drainDuration',
  'terminationDrainDuration',
  'discoveryAddress',
  'proxyAdminPort',
  'statNameLength',
  'statusPort',
  'fileFlushInterval',
  'fileFlushMinSizeKb',
];

/** Returns a ProxyConfig as JSON without what is default; any other message whole. */
export function cleanProxyConfig(message: MessageStruct): unknown {
  const value = message.toPlain();
  if (message.typeName !== '*v1alpha1.ProxyConfig' || !isObject(value)) return value;
  const defaults = defaultProxyConfig('current');
  const kept = Object.entries(value).filter(
    ([name, one]) => !isZero(one, name) && !(omittedDefaults.includes(name) && one === defaults[name]),
  );
  return orderMessage(Object.fromEntries(kept) as JsonObject, messages.ProxyConfig);
}

/** protobuf's JSON leaves out zero values, but not empty messages, and no wrappers that hold zero. */
function isZero(value: unknown, name: string): boolean {
  if (value === '' || value === 0) return messages.ProxyConfig[name] !== 'Int32Value';
  return isObject(value) && Object.keys(value).length === 0 && messages.ProxyConfig[name] === 'map';
}
