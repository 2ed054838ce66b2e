// A way as the requests that take it: `POST http://shop.example.com:31380/cart* x-user=jason`.
import type { RouteMatch } from '../../envoy/route.ts';
import type { ClientAddress } from '../translate/client-addresses.ts';
import { matchText } from '../translate/match-text.ts';
import { protocolOf } from '../translate/protocol-of.ts';
import type { Way } from '../translate/ways.ts';

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** One line for each host of the way. */
export function requestTexts(way: Way, address: ClientAddress): readonly string[] {
  const protocol = protocolOf(way.chain);
  if (protocol === 'HTTP' || protocol === 'HTTPS') return httpTexts(way, protocol.toLowerCase(), address.port);
  const scheme = protocol === 'TCP' ? 'tcp' : 'tls';
  const names = way.chain.filterChainMatch?.serverNames ?? [address.host];
  return names.map((name) => `${scheme}://${name}:${address.port}`);
}

function httpTexts({ virtualHost, route }: Way, scheme: string, port: number): readonly string[] {
  if (virtualHost === undefined) return [];
  const shownPort = defaultPorts[scheme] === port ? '' : `:${port}`;
  const { method, path } = requestOf(route?.match ?? { prefix: '/' });
  return virtualHost.domains.map((domain) => `${method} ${scheme}://${domain}${shownPort}${path}`);
}

/** The method is a header in Envoy; a condition on it that is not one method stays among the headers. */
function requestOf(match: RouteMatch): { readonly method: string; readonly path: string } {
  const method = match.headers?.find(
    ({ name, stringMatch, invertMatch }) => name === ':method' && stringMatch?.exact !== undefined && !invertMatch,
  );
  const text = matchText({ ...match, headers: (match.headers ?? []).filter((header) => header !== method) });
  return { method: method?.stringMatch?.exact ?? 'GET', path: text.startsWith('/') ? text : ` ${text}` };
}
