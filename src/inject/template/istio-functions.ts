// What Istio gives to its injection templates beside Sprig (istio, pkg/kube/inject/template.go). Some have the name of a
// function of Sprig and another meaning: contains, indent, toJson.
import { stringify } from 'yaml';
import { formatValue } from '../go-template/format-value.ts';
import { escapeHtml, jsonText } from '../go-template/functions/sprig-encodings.ts';
import { integerOf } from '../go-template/functions/sprig-integer.ts';
import { type FunctionTable, takes, textOf, wrongType } from '../go-template/template-function.ts';
import { fromJson, GoMap, type GoValue, isStruct, toPlain } from '../go-template/value.ts';
import { MessageStruct, WrapperStruct } from '../mesh/message-struct.ts';
import { cleanProxyConfig } from './clean-proxy-config.ts';
import { appendMultusNetwork } from './multus-network.ts';
import { otelResourceAttributes } from './otel-attributes.ts';

/** The map of annotations or labels in an argument. */
function textMap(value: GoValue | undefined): GoMap {
  if (value instanceof GoMap && value.zero === '') return value;
  throw wrongType('map[string]string', value);
}

function annotation([meta = null, name, fallback = null]: readonly GoValue[]): string {
  const annotations = isStruct(meta) ? meta.member('Annotations') : undefined;
  if (!(annotations instanceof GoMap)) throw wrongType('v1.ObjectMeta', meta);
  const found = annotations.entries.get(textOf(name));
  return typeof found === 'string' ? found : formatValue(fallback);
}

/** Adds a port to a list of ports, unless it is there already or 0. */
function excludeInboundPort([port = null, excluded]: readonly GoValue[]): string {
  const added = formatValue(port).trim();
  const list = textOf(excluded);
  if (added === '' || added === '0') return list;
  const ports = list.split(',');
  if (ports.includes(added)) return list;
  return [...ports.map((one) => one.trim()).filter((one) => one !== ''), added].join(',');
}

/** Not the first line: the template has indented that. */
function indentRest(spaces: number, text: string): string {
  return text.replaceAll('\n', `\n${' '.repeat(Math.min(Math.max(0, spaces), 1000))}`);
}

function yamlOf(value: GoValue): string {
  // Aliases would read wrongly where the text is put into other YAML.
  return stringify(toPlain(value), { version: '1.1', lineWidth: 0, indentSeq: false, aliasDuplicateObjects: false });
}

/** What is left empty is nil, too. */
function withoutNil(value: GoValue): GoValue {
  if (Array.isArray(value)) {
    const kept = value.map(withoutNil).filter((one) => one !== null);
    return kept.length > 0 ? kept : null;
  }
  if (!(value instanceof GoMap)) return value;
  const kept = [...value.entries]
    .map(([key, one]) => [key, withoutNil(one)] as const)
    .filter(([, one]) => one !== null);
  return kept.length > 0 ? new GoMap(kept, value.zero) : null;
}

function parsedJson(text: string): GoValue {
  try {
    return fromJson(JSON.parse(text));
  } catch {
    return '{}'; // what Istio makes of it, after a warning
  }
}

function protoToJson(value: GoValue): string {
  if (!(value instanceof MessageStruct)) throw wrongType('proto.Message', value);
  return JSON.stringify(cleanProxyConfig(value));
}

function duration(value: GoValue): string {
  if (value instanceof WrapperStruct) return value.duration;
  throw wrongType('*durationpb.Duration', value);
}

/** The ports of containers, as 0.8 and its followers listed them. */
function portsOf(containers: GoValue, keep: (name: GoValue | undefined) => boolean): string {
  const list = Array.isArray(containers) ? containers.filter(isStruct) : [];
  return list
    .filter((container) => keep(container.member('Name')))
    .flatMap((container) => container.member('Ports'))
    .filter((port) => port !== undefined && isStruct(port))
    .filter((port) => port.member('Protocol') !== 'UDP' && port.member('Protocol') !== 'SCTP')
    .map((port) => String(port.member('ContainerPort')))
    .join(',');
}

function directory(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

export const istioFunctions: FunctionTable = {
  annotation: takes(3, annotation),
  appendMultusNetwork: takes(2, ([existing, added]) => appendMultusNetwork(textOf(existing), textOf(added))),
  applicationPorts: takes(1, ([containers = null]) => portsOf(containers, (name) => name !== 'istio-proxy')),
  contains: takes(2, ([needle, haystack]) => textOf(haystack).includes(textOf(needle))),
  directory: takes(1, ([path]) => directory(textOf(path))),
  excludeInboundPort: takes(2, excludeInboundPort),
  formatDuration: takes(1, ([value = null]) => duration(value)),
  fromJSON: takes(1, ([text]) => parsedJson(textOf(text))),
  includeInboundPorts: takes(1, ([containers = null]) => portsOf(containers, () => true)),
  indent: takes(2, ([spaces, text]) => indentRest(integerOf(spaces), textOf(text))),
  isset: takes(2, ([map, key]) => textMap(map).entries.has(textOf(key))),
  kubevirtInterfaces: takes(1, ([text]) => textOf(text)),
  omitNil: takes(1, ([value = null]) => withoutNil(value)),
  otelResourceAttributes: takes(5, otelResourceAttributes),
  protoToJSON: takes(1, ([value = null]) => protoToJson(value)),
  structToJSON: takes(1, ([value = null]) => escapeHtml(JSON.stringify(value === null ? {} : toPlain(value)))),
  toJSON: takes(1, ([value = null]) => jsonText(value ?? new GoMap())),
  toJson: takes(1, ([value = null]) => jsonText(value ?? new GoMap())),
  toLower: takes(1, ([text]) => textOf(text).toLowerCase()),
  toYaml: takes(1, ([value = null]) => yamlOf(value)),
  valueOrDefault: takes(2, ([value = null, fallback = null]) => (value === null || value === '' ? fallback : value)),
};
