// Listeners for what goes out (istio, ValidateSidecar).
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkPort } from '../../istio-rules/fields.ts';
import { isDnsLabel, wildcardDomainFault } from '../../istio-rules/names.ts';
import { unixAddressFault, unixPrefix } from '../../istio-rules/unix-address.ts';
import type { Problem } from '../../problem.ts';
import { checkBind, checkListenerPort } from './check-port.ts';
import type { EgressListener } from './sidecar.ts';

export function checkEgress(path: string, listener: EgressListener, namespace: string): readonly Problem[] {
  const { port, hosts } = listener;
  const place = fieldOf(path, 'hosts');
  return [
    ...(port === undefined ? [] : checkListenerPort(fieldOf(path, 'port'), port)),
    ...(port === undefined ? [] : checkAddress(path, listener, port.number ?? 0)),
    ...(hosts.length === 0 ? [refused(place, 'egress listener must contain at least one host')] : []),
    ...hosts.flatMap((host, index) => checkHost(itemOf(place, index), host)),
    ...repeatedHosts(place, hosts, namespace),
  ];
}

function checkAddress(
  path: string,
  { bind = '', captureMode = 'DEFAULT' }: EgressListener,
  port: number,
): readonly Problem[] {
  if (port !== 0) return [...checkPort(`${path}.port.number`, port), ...checkBind(fieldOf(path, 'bind'), bind)];
  const isSocket = bind.startsWith(unixPrefix);
  const fault = isSocket
    ? unixAddressFault(bind.slice(unixPrefix.length))
    : 'ports with 0 value must have a unix domain socket bind address';
  return [
    ...(fault === undefined ? [] : [refused(fieldOf(path, 'bind'), fault)]),
    ...(captureMode === 'IPTABLES'
      ? [refused(fieldOf(path, 'captureMode'), 'must be DEFAULT or NONE for unix domain socket listeners')]
      : []),
  ];
}

/** `namespace/host`, where namespace may be `.`, `~` or `*`, and host a wildcard. */
function checkHost(path: string, host: string): readonly Problem[] {
  const slash = host.indexOf('/');
  if (slash === -1) return [refused(path, 'host must be of form namespace/dnsName')];
  const [namespace, name] = [host.slice(0, slash), host.slice(slash + 1)];
  const fault = name === '*' ? undefined : wildcardDomainFault(name);
  return [
    ...(['*', '.', '~'].includes(namespace) || isDnsLabel(namespace)
      ? []
      : [refused(path, `invalid namespace value ${JSON.stringify(namespace)}`)]),
    ...(fault === undefined ? [] : [refused(path, fault)]),
  ];
}

function repeatedHosts(path: string, hosts: readonly string[], own: string): readonly Problem[] {
  const seen = new Map<string, Set<string>>();
  const problems = hosts.flatMap((host, index) => {
    const [written = '', name = ''] = host.split('/', 2);
    const names = seen.get(written === '.' ? own : written) ?? new Set<string>();
    const isRepeated = name === '*' ? names.size > 0 : names.has(name) || names.has('*');
    seen.set(written === '.' ? own : written, names.add(name));
    return isRepeated ? [warned(itemOf(path, index), `duplicated egress host: ${host}`)] : [];
  });
  const takesAll = seen.get('*')?.has('*') === true && seen.size > 1;
  return takesAll ? [...problems, warned(path, '*/* selects everything, so that no other host is needed')] : problems;
}
