import { isIP } from 'node:net';
import type { FilterChain, Listener } from '../../envoy/listener.ts';
import { explainFilterChain } from '../../match/explain-filter-chain.ts';
import type { ConnectionView } from '../../match/filter-chain.ts';
import type { PassedOver, Step } from './decision.ts';
import { mismatchText } from './mismatch-text.ts';
import type { SourceFinder } from './source-finder.ts';
import type { WhyRequest } from './why-request.ts';

export interface ChosenFilterChain {
  readonly chain: FilterChain | undefined;
  readonly step: Step;
}

/** Finds the filter chain of a client that speaks TLS with SNI, ALPN h2 and http/1.1, or plain HTTP. */
export function chooseFilterChain(
  request: WhyRequest,
  { filterChains }: Listener,
  port: number,
  find: SourceFinder,
): ChosenFilterChain {
  const { chosen, passedOver } = explainFilterChain(filterChains, connectionOf(request, port));
  const others = passedOver.map(({ chain, mismatches }): PassedOver => {
    const reasons = mismatches.map(mismatchText);
    return {
      name: nameOf(chain),
      ...find(chain.metadata),
      reasons: reasons.length === 0 ? ['fits too, but is less specific'] : reasons,
    };
  });
  const found = chosen === undefined ? {} : { name: nameOf(chosen), detail: routesOf(chosen) };
  return {
    chain: chosen,
    step: { stage: 'filter chain', ...found, ...find(chosen?.metadata), passedOver: others },
  };
}

function connectionOf({ host, isTls }: WhyRequest, destinationPort: number): ConnectionView {
  return {
    destinationPort,
    destinationAddress: isIP(host) === 0 ? '127.0.0.1' : host,
    serverName: isTls && isIP(host) === 0 ? host.toLowerCase() : '',
    transportProtocol: isTls ? 'tls' : 'raw_buffer',
    applicationProtocols: isTls ? ['h2', 'http/1.1'] : [],
  };
}

function nameOf({ name = '', filterChainMatch: match, transportSocket }: FilterChain): string {
  const criteria = [
    ...(match?.serverNames === undefined ? [] : [`SNI ${match.serverNames.join(', ')}`]),
    ...(match?.applicationProtocols === undefined ? [] : [`ALPN ${match.applicationProtocols.join(', ')}`]),
    ...(match?.transportProtocol === undefined ? [] : [match.transportProtocol]),
    ...(match?.destinationPort === undefined ? [] : [`port ${match.destinationPort}`]),
  ];
  const text = criteria.length === 0 ? 'any connection' : criteria.join('; ');
  const security = transportSocket === undefined ? '' : ' (terminates TLS)';
  return `${name === '' ? '' : `${name}: `}${text}${security}`;
}

function routesOf({ filters: [filter] }: FilterChain): string {
  if (filter?.name === 'envoy.filters.network.tcp_proxy') return 'a TCP proxy';
  return `routes ${filter?.typedConfig.rds?.routeConfigName ?? filter?.typedConfig.routeConfig?.name ?? ''}`;
}
