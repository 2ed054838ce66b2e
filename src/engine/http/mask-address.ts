import { isIPv6, SocketAddress } from 'node:net';

/**
 * Masks an address to its first bits and writes it as a range: 10.1.10.23 to 16 bits is `10.1.0.0/16`.
 * Undefined where the address has fewer bits.
 */
export function maskAddress(address: string, bits: number): string | undefined {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const size = family === 'ipv6' ? 128 : 32;
  if (!(bits >= 0 && bits <= size)) return undefined;
  const groupBits = family === 'ipv6' ? 16 : 8;
  const groups = family === 'ipv6' ? ipv6Groups(address) : address.split('.').map(Number);
  const masked = groups.map((group, at) => {
    const kept = Math.min(groupBits, Math.max(0, bits - at * groupBits));
    return group & (((1 << kept) - 1) << (groupBits - kept));
  });
  if (family === 'ipv4') return `${masked.join('.')}/${bits}`;
  const text = masked.map((group) => group.toString(16)).join(':');
  return `${new SocketAddress({ address: text, family }).address}/${bits}`;
}

function ipv6Groups(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const before = groupsOf(head);
  if (tail === undefined) return before;
  const after = groupsOf(tail);
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}
