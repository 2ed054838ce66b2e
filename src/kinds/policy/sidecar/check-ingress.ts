// Listeners for what comes in (istio, ValidateSidecar).
import { checkConnectionPool } from '../../destination-rule/validate/connection-pool.ts';
import { fieldOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkServerTls } from '../../gateway/validate-tls.ts';
import { checkPort } from '../../istio-rules/fields.ts';
import { isHttpProtocol } from '../../istio-rules/protocols.ts';
import { unixAddressFault, unixPrefix } from '../../istio-rules/unix-address.ts';
import type { Problem } from '../../problem.ts';
import { checkBind, checkListenerPort } from './check-port.ts';
import type { IngressListener } from './sidecar.ts';

export function checkIngress(path: string, listener: IngressListener): readonly Problem[] {
  const { port, bind = '', defaultEndpoint = '', tls, connectionPool } = listener;
  return [
    ...checkListenerPort(fieldOf(path, 'port'), port),
    ...checkPort(`${path}.port.number`, port.number ?? 0),
    ...checkBind(fieldOf(path, 'bind'), bind),
    ...(defaultEndpoint === '' ? [] : checkEndpoint(fieldOf(path, 'defaultEndpoint'), defaultEndpoint)),
    ...(tls === undefined ? [] : checkTls(fieldOf(path, 'tls'), tls)),
    ...(connectionPool === undefined ? [] : checkPool(path, connectionPool, port.protocol ?? '')),
  ];
}

const endpointHosts: readonly string[] = ['', '127.0.0.1', '0.0.0.0', '[::1]', '[::]'];

function checkEndpoint(path: string, endpoint: string): readonly Problem[] {
  if (endpoint.startsWith(unixPrefix)) {
    const fault = unixAddressFault(endpoint.slice(unixPrefix.length));
    return fault === undefined ? [] : [refused(path, fault)];
  }
  const colon = endpoint.lastIndexOf(':');
  const [host, port] = [endpoint.slice(0, Math.max(colon, 0)), endpoint.slice(colon + 1)];
  if (colon === -1 || !endpointHosts.includes(host) || !/^\d+$/.test(port)) {
    return [
      refused(path, 'must be of form 127.0.0.1:<port>, 0.0.0.0:<port>, [::1]:<port>, [::]:<port>, unix://<path>'),
    ];
  }
  return checkPort(path, Number(port));
}

function checkTls(path: string, tls: NonNullable<IngressListener['tls']>): readonly Problem[] {
  const { mode = 'PASSTHROUGH', subjectAltNames = [], httpsRedirect, credentialName = '' } = tls;
  return [
    ...(subjectAltNames.length > 0
      ? [refused(fieldOf(path, 'subjectAltNames'), 'subjectAltNames is not supported in ingress tls')]
      : []),
    ...(httpsRedirect === true ? [refused(fieldOf(path, 'httpsRedirect'), 'httpsRedirect is not supported')] : []),
    ...(credentialName === ''
      ? []
      : [refused(fieldOf(path, 'credentialName'), 'credentialName is not currently supported')]),
    ...(mode === 'ISTIO_MUTUAL' || mode === 'AUTO_PASSTHROUGH'
      ? [refused(fieldOf(path, 'mode'), `cannot set mode to ${mode} in sidecar ingress tls`)]
      : []),
    ...checkServerTls(path, tls),
  ];
}

function checkPool(
  path: string,
  pool: NonNullable<IngressListener['connectionPool']>,
  protocol: string,
): readonly Problem[] {
  const place = fieldOf(path, 'connectionPool');
  return [
    ...checkConnectionPool(place, pool),
    ...(pool.http !== undefined && !isHttpProtocol(protocol)
      ? [warned(fieldOf(place, 'http'), 'the protocol is not HTTP: only TCP settings will apply')]
      : []),
  ];
}
