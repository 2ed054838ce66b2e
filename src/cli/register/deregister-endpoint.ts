// `ictl deregister`: an address is taken out of the Endpoints of a Service; the Service stays.
import { isIP } from 'node:net';
import { endpointsKind } from '../../kinds/kubernetes/endpoints/kind.ts';
import type { Endpoints } from '../../kinds/kubernetes/endpoints.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import { carryOut } from '../write/carry-out.ts';
import type { WriteFlags } from '../write/write-flags.ts';
import { addressesOf, removeEndpoint } from './remove-endpoint.ts';

/** Takes an address out. @throws CliError or ApiError NotFound for Endpoints or an address that are not there */
export async function deregisterEndpoint(
  { service: name, ip }: { readonly service: string; readonly ip: string },
  flags: WriteFlags & GlobalOptions,
  context: CliContext,
): Promise<void> {
  if (isIP(ip) === 0) {
    throw new CliError(`"${ip}" is not an IP address`, {
      exitCode: ExitCode.usage,
      hint: `ictl deregister ${name} 127.0.0.1`,
    });
  }
  const ref = { kind: endpointsKind, namespace: flags.namespace ?? DEFAULT_NAMESPACE, name };
  const change = (object: KubeObject) => {
    const endpoints = object as Endpoints;
    const addresses = addressesOf(endpoints);
    if (!addresses.includes(ip)) throw notRegistered(name, ip, addresses);
    return removeEndpoint(endpoints, ip);
  };
  await carryOut([{ verb: 'patch', ref, change }], flags, context);
}

/** In the words of istioctl 0.8. */
function notRegistered(service: string, ip: string, addresses: readonly string[]): ApiError {
  return new ApiError('NotFound', `could not find ip ${ip} in svc ${service} endpoints`, {
    hint: addresses.length === 0 ? 'it has no endpoint at all' : `its endpoints are ${addresses.join(', ')}`,
  });
}
