import { filterChainKey } from '../filter-chain-key.ts';
import type { FilterChain, Listener } from '../listener.ts';
import type { Refuse } from '../validate.ts';

/** The listener without chains that clash; undefined where none is left. */
export function validateListener(listener: Listener, refuse: Refuse): Listener | undefined {
  const filterChains = withoutClashes(listener.filterChains, refuse).map((chain) =>
    withoutNamesWithoutCa(chain, refuse),
  );
  const isSame =
    filterChains.length === listener.filterChains.length &&
    filterChains.every((chain, index) => chain === listener.filterChains[index]);
  if (isSame) return listener;
  return filterChains.length === 0 ? undefined : { ...listener, filterChains };
}

/** Envoy takes each server name of a listener once; of two equal chains the later one is left out. */
function withoutClashes(chains: readonly FilterChain[], refuse: Refuse): readonly FilterChain[] {
  const taken = new Set<string>();
  return chains.filter((chain) => {
    const keys = keysOf(chain);
    const clash = keys.find((key) => taken.has(key));
    for (const key of keys) taken.add(key);
    if (clash === undefined) return true;
    const what = clash === '' ? 'every connection' : clash.replace(/^sni=/, 'server name ');
    refuse(chain.metadata, `an earlier chain of the listener takes ${what}; this one is left out`);
    return false;
  });
}

/** The chain's match, once for each server name. */
function keysOf({ filterChainMatch }: FilterChain): readonly string[] {
  const { serverNames = [], ...rest } = filterChainMatch ?? {};
  if (serverNames.length === 0) return [filterChainKey(filterChainMatch)];
  return serverNames.map((name) => filterChainKey({ ...rest, serverNames: [name.toLowerCase()] }));
}

/** Names of client certificates cannot be checked without a CA; a server that asks for no certificate needs neither. */
function withoutNamesWithoutCa(chain: FilterChain, refuse: Refuse): FilterChain {
  const { transportSocket } = chain;
  const context = transportSocket?.typedConfig.commonTlsContext;
  if (transportSocket === undefined || context?.validationContext?.matchSubjectAltNames === undefined) return chain;
  if (context.validationContext.trustedCa !== undefined) return chain;
  refuse(chain.metadata, 'client names cannot be verified without a CA; they are ignored', 'tls.subjectAltNames');
  const { validationContext: _validationContext, ...commonTlsContext } = context;
  return {
    ...chain,
    transportSocket: { ...transportSocket, typedConfig: { ...transportSocket.typedConfig, commonTlsContext } },
  };
}
