import assert from 'node:assert/strict';
import type { FilterChain, FilterChainMatch } from '../../src/envoy/listener.ts';
import { type ConnectionView, compileFilterChains } from '../../src/match/filter-chain.ts';

const chain = (name: string, filterChainMatch?: FilterChainMatch): FilterChain => ({
  name,
  filters: [],
  ...(filterChainMatch && { filterChainMatch }),
});

const plain: ConnectionView = {
  destinationPort: 443,
  destinationAddress: '127.0.0.1',
  serverName: '',
  transportProtocol: 'raw_buffer',
  applicationProtocols: [],
};
const tls = (serverName: string, ...applicationProtocols: readonly string[]): ConnectionView => ({
  ...plain,
  serverName,
  transportProtocol: 'tls',
  applicationProtocols,
});

const chosen = (chains: readonly FilterChain[], connection: ConnectionView) =>
  compileFilterChains(chains).find(connection)?.name;

describe('the filter chain of a connection', () => {
  const bySni = [
    chain('exact', { serverNames: ['a.example.com', 'UP.example.com'] }),
    chain('wild', { serverNames: ['*.example.com'] }),
    chain('deep', { serverNames: ['*.b.example.com'] }),
  ];

  it('is that of the exact server name, else of the longest wildcard', () => {
    assert.equal(chosen(bySni, tls('a.example.com')), 'exact');
    assert.equal(chosen(bySni, tls('up.example.com')), 'exact');
    assert.equal(chosen(bySni, tls('c.example.com')), 'wild');
    assert.equal(chosen(bySni, tls('c.d.example.com')), 'wild');
    assert.equal(chosen(bySni, tls('c.b.example.com')), 'deep');
  });

  it('is none without a fitting server name', () => {
    assert.equal(chosen(bySni, tls('example.com')), undefined);
    assert.equal(chosen(bySni, tls('')), undefined);
    assert.equal(chosen(bySni, plain), undefined);
  });

  it('is the one without server names for everything else, plaintext included', () => {
    const chains = [...bySni, chain('any')];
    assert.equal(chosen(chains, tls('other.com')), 'any');
    assert.equal(chosen(chains, tls('')), 'any');
    assert.equal(chosen(chains, plain), 'any');
  });

  it('does not go back to a less specific group', () => {
    const chains = [chain('h2', { serverNames: ['a.com'], applicationProtocols: ['h2'] }), chain('any')];
    assert.equal(chosen(chains, tls('a.com', 'http/1.1', 'h2')), 'h2');
    assert.equal(chosen(chains, tls('a.com', 'http/1.1')), undefined);
    assert.equal(chosen(chains, tls('b.com')), 'any');
  });

  it('takes the first protocol of the client that a chain names', () => {
    const chains = [
      chain('1', { applicationProtocols: ['http/1.1'] }),
      chain('2', { applicationProtocols: ['h2'] }),
      chain('any'),
    ];
    assert.equal(chosen(chains, tls('', 'h2', 'http/1.1')), '2');
    assert.equal(chosen(chains, tls('', 'http/1.1', 'h2')), '1');
    assert.equal(chosen(chains, tls('', 'acme-tls/1')), 'any');
  });

  it('looks at the transport protocol', () => {
    const chains = [chain('tls', { transportProtocol: 'tls' }), chain('plain', { transportProtocol: 'raw_buffer' })];
    assert.equal(chosen(chains, tls('a.com')), 'tls');
    assert.equal(chosen(chains, plain), 'plain');
  });

  it('looks at the port first, and falls back to the chains of any port', () => {
    const chains = [chain('443', { destinationPort: 443, serverNames: ['a.com'] }), chain('any')];
    assert.equal(chosen(chains, tls('a.com')), '443');
    assert.equal(chosen(chains, tls('b.com')), 'any');
    assert.equal(chosen(chains, { ...tls('a.com'), destinationPort: 80 }), 'any');
  });

  it('takes the narrowest range of addresses', () => {
    const range = (addressPrefix: string, prefixLen: number) => ({ prefixRanges: [{ addressPrefix, prefixLen }] });
    const chains = [
      chain('8', range('10.0.0.0', 8)),
      chain('16', range('10.1.0.0', 16)),
      chain('six', range('fd00::', 8)),
      chain('any'),
    ];
    const at = (destinationAddress: string) => chosen(chains, { ...plain, destinationAddress });
    assert.deepEqual([at('10.1.2.3'), at('10.2.2.3'), at('fd00::1'), at('192.0.2.1')], ['16', '8', 'six', 'any']);
  });
});
