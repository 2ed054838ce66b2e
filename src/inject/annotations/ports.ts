// Lists of ports and ranges as annotations write them; problems in the words of Istio.
import { isIP } from 'node:net';

/** Says what is wrong with a port of 16 bits; undefined if nothing. */
export function portFault(text: string): string | undefined {
  const port = text.trim();
  const reason = /^\d+$/.test(port) ? (Number(port) > 65535 ? 'value out of range' : undefined) : 'invalid syntax';
  return reason === undefined ? undefined : `failed parsing port '${text}': parsing "${port}": ${reason}`;
}

/** Says what is wrong with a list of ports; an empty one is right. */
export function portListFault(text: string): string | undefined {
  return text.trim() === '' ? undefined : firstFault(text, portFault);
}

/** Says what is wrong with a list of address ranges; an empty one is right. */
export function cidrListFault(text: string): string | undefined {
  return text === '' ? undefined : firstFault(text, cidrFault);
}

function cidrFault(text: string): string | undefined {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (bits === undefined) return `failed parsing cidr '${text}': no '/'`;
  if (family === 0 || rest.length > 0) return `failed parsing cidr '${text}': not an IP address`;
  const isLength = /^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
  return isLength ? undefined : `failed parsing cidr '${text}': prefix length out of range`;
}

function firstFault(list: string, check: (one: string) => string | undefined): string | undefined {
  for (const one of list.split(',')) {
    const fault = check(one);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
