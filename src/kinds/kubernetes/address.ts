// The addresses of endpoints. An API server refuses loopback and link-local ones; here they are what a backend on the
// same machine has, so they are allowed (docs/differences.md).
import { isIP } from 'node:net';
import { dns1123SubdomainFault, type NameRule } from '../metadata/names.ts';

/** The forms of addresses that an EndpointSlice may have. */
export const addressRules: Readonly<Record<string, NameRule>> = {
  IPv4: (value) => (isIP(value) === 4 ? undefined : 'must be a valid IPv4 address'),
  IPv6: (value) => (isIP(value) === 6 ? undefined : 'must be a valid IPv6 address'),
  FQDN: (value) => dns1123SubdomainFault(value.replace(/\.$/, '')),
};

/** Either family. */
export function ipAddressFault(value: string): string | undefined {
  return isIP(value) === 0 ? 'must be a valid IP address' : undefined;
}
