// The header that tells an upstream whose connection it gets (PROXY protocol, haproxy's proxy-protocol.txt), as
// source/extensions/common/proxy_protocol/proxy_protocol_header.cc of Envoy writes it.
import { isIPv6 } from 'node:net';

export type ProxyProtocolVersion = 'V1' | 'V2';

/** Both ends of a connection. */
export interface AddressPair {
  readonly source: { readonly address: string; readonly port: number };
  readonly destination: { readonly address: string; readonly port: number };
}

const SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const VERSION_2_LOCAL = 0x20;
const VERSION_2_PROXY = 0x21;
const TCP_OVER_IPV4 = 0x11;
const TCP_OVER_IPV6 = 0x21;

/** Version 1: one line of text. */
export function proxyProtocolLine({ source, destination }: AddressPair): Buffer {
  const family = isIPv6(source.address) ? 'TCP6' : 'TCP4';
  const parts = ['PROXY', family, source.address, destination.address, source.port, destination.port];
  return Buffer.from(`${parts.join(' ')}\r\n`, 'latin1');
}

/** Version 2, binary; without a client it says that the connection is the proxy's own. */
export function proxyProtocolHeader(pair: AddressPair | undefined): Buffer {
  if (pair === undefined) return Buffer.concat([SIGNATURE, Buffer.from([VERSION_2_LOCAL, 0, 0, 0])]);
  const { source, destination } = pair;
  const family = isIPv6(source.address) ? TCP_OVER_IPV6 : TCP_OVER_IPV4;
  const addresses = Buffer.concat([addressBytes(source.address), addressBytes(destination.address)]);
  const rest = Buffer.alloc(4);
  rest.writeUInt16BE(source.port, 0);
  rest.writeUInt16BE(destination.port, 2);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(addresses.length + rest.length);
  return Buffer.concat([SIGNATURE, Buffer.from([VERSION_2_PROXY, family]), length, addresses, rest]);
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = withoutDots(address).split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? [] : new Array<number>(8 - before.length - after.length).fill(0);
  return Buffer.from([...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]));
}

/** `::ffff:127.0.0.1` in groups alone. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a: string, b: string, c: string, d: string) => {
    return `${((Number(a) << 8) | Number(b)).toString(16)}:${((Number(c) << 8) | Number(d)).toString(16)}`;
  });
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}
