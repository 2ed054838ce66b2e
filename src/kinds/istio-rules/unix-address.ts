// Addresses of Unix domain sockets (istio, ValidateUnixAddress).

export const unixPrefix = 'unix://';

/** Tells what is wrong with the part behind `unix://`; abstract sockets begin with @. */
export function unixAddressFault(address: string): string | undefined {
  if (address === '') return 'unix address must not be empty';
  if (address.startsWith('@')) return undefined;
  return address.startsWith('/') && !address.endsWith('/') ? undefined : `${address} is not an absolute path to a file`;
}
