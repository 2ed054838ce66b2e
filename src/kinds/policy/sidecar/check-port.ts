// Ports and addresses of a sidecar's listeners (istio, validateSidecarIngressPortAndBind).
import { fieldOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkPortName } from '../../istio-rules/fields.ts';
import { isIpAddress } from '../../istio-rules/names.ts';
import { isKnownProtocol } from '../../istio-rules/protocols.ts';
import type { Problem } from '../../problem.ts';
import type { SidecarPort } from './sidecar.ts';

export function checkListenerPort(
  path: string,
  { name = '', protocol = '', targetPort = 0 }: SidecarPort,
): readonly Problem[] {
  return [
    ...(targetPort > 0 ? [refused(fieldOf(path, 'targetPort'), 'targetPort has no impact on Sidecars')] : []),
    ...(name === '' ? [] : checkPortName(fieldOf(path, 'name'), name)),
    // Without a protocol it is found out from the first bytes.
    ...(protocol === '' || isKnownProtocol(protocol)
      ? []
      : [refused(fieldOf(path, 'protocol'), `unsupported protocol: ${protocol}`)]),
  ];
}

export function checkBind(path: string, bind: string): readonly Problem[] {
  return bind === '' || isIpAddress(bind) ? [] : [refused(path, `${bind} is not a valid IP`)];
}
