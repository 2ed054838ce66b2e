// Gateways as Istio validates them (istio, ValidateGateway).
import { fieldOf, itemOf } from '../field-path.ts';
import { refused, warned } from '../field-problem.ts';
import { checkPort } from '../istio-rules/fields.ts';
import { isDnsLabel, isIpAddress } from '../istio-rules/names.ts';
import { checkIstioMetadata } from '../istio-rules/object.ts';
import { isHttpProtocol, isKnownProtocol, isTlsProtocol } from '../istio-rules/protocols.ts';
import { unixAddressFault, unixPrefix } from '../istio-rules/unix-address.ts';
import type { Problem } from '../problem.ts';
import type { Gateway, GatewayPort, GatewayServer } from './gateway.ts';
import { checkServerHosts } from './validate-hosts.ts';
import { checkServerTls } from './validate-tls.ts';

/** Checks a Gateway that fits its schema. */
export function validateGateway(gateway: Gateway): readonly Problem[] {
  const servers = gateway.spec?.servers ?? [];
  return [
    ...checkIstioMetadata(gateway),
    ...checkName(gateway.metadata.name),
    ...(servers.length === 0 ? [refused('spec.servers', 'gateway must have at least one server')] : []),
    ...servers.flatMap((server, index) => checkServer(itemOf('spec.servers', index), server)),
    ...checkPortNames(servers),
  ];
}

/** Stricter than Kubernetes: the name is part of route configuration names, which are split at dots. */
function checkName(name: string | undefined): readonly Problem[] {
  if (name === undefined || isDnsLabel(name)) return [];
  return [refused('metadata.name', `invalid gateway name: ${JSON.stringify(name)}`)];
}

function checkServer(path: string, server: GatewayServer): readonly Problem[] {
  const portProblems = checkServerPort(fieldOf(path, 'port'), server.port, server.bind ?? '');
  return [
    ...checkServerHosts(fieldOf(path, 'hosts'), server.hosts),
    ...portProblems,
    ...checkBind(path, server),
    ...(server.tls === undefined ? [] : checkServerTls(fieldOf(path, 'tls'), server.tls)),
    ...(portProblems.length === 0 ? checkTlsFitsProtocol(path, server) : []),
    ...checkRedirect(path, server),
  ];
}

function checkServerPort(path: string, port: GatewayPort, bind: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (!isKnownProtocol(port.protocol)) {
    const known = 'HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP, TLS';
    problems.push(
      refused(
        fieldOf(path, 'protocol'),
        `invalid protocol ${JSON.stringify(port.protocol)}, supported protocols are ${known}`,
      ),
    );
  }
  if (port.number > 0 || !bind.startsWith(unixPrefix))
    problems.push(...checkPort(fieldOf(path, 'number'), port.number));
  if ((port.targetPort ?? 0) > 0)
    problems.push(refused(fieldOf(path, 'targetPort'), 'targetPort has no impact on Gateways'));
  if (port.name === '') problems.push(refused(fieldOf(path, 'name'), 'port name must be set'));
  return problems;
}

function checkBind(path: string, { bind = '', port }: GatewayServer): readonly Problem[] {
  const place = fieldOf(path, 'bind');
  if (!bind.startsWith(unixPrefix)) {
    return bind === '' || isIpAddress(bind) ? [] : [refused(place, `${bind} is not a valid IP`)];
  }
  const fault = unixAddressFault(bind.slice(unixPrefix.length));
  return [
    ...(fault === undefined ? [] : [refused(place, fault)]),
    ...(port.number === 0 ? [] : [refused(fieldOf(path, 'port'), 'port number must be 0 for unix domain socket')]),
  ];
}

function checkTlsFitsProtocol(path: string, { port, tls }: GatewayServer): readonly Problem[] {
  const place = fieldOf(path, 'tls');
  if (isTlsProtocol(port.protocol)) {
    return tls === undefined ? [refused(place, 'server must have TLS settings for HTTPS/TLS protocols')] : [];
  }
  if (tls === undefined) return [];
  if (!isHttpProtocol(port.protocol))
    return [refused(place, 'server cannot have TLS settings for non HTTPS/TLS ports')];
  const passthrough = tls.mode === undefined || tls.mode === 'PASSTHROUGH' || tls.mode === 'AUTO_PASSTHROUGH';
  const files = [tls.caCertificates, tls.privateKey, tls.serverCertificate].some((file) => (file ?? '') !== '');
  // The form that only redirects has no certificates.
  return passthrough && !files ? [] : [refused(place, 'server cannot have TLS settings for plain text HTTP ports')];
}

function checkRedirect(path: string, { port, tls }: GatewayServer): readonly Problem[] {
  if (isHttpProtocol(port.protocol) || tls?.httpsRedirect !== true) return [];
  return [warned(`${path}.tls.httpsRedirect`, 'tls.httpsRedirect should only be used with http servers')];
}

function checkPortNames(servers: readonly GatewayServer[]): readonly Problem[] {
  return servers.flatMap(({ port }, index) => {
    if (servers.findIndex((other) => other.port.name === port.name) === index) return [];
    const path = `${itemOf('spec.servers', index)}.port.name`;
    return [refused(path, `port names in servers must be unique: duplicate name ${port.name}`)];
  });
}
