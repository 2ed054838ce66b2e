// PeerAuthentications as Istio validates them (istio, ValidatePeerAuthentication, and the rules of its CRD).
import { fieldOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkIstioMetadata } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import { checkWorkloadSelector } from '../target.ts';
import type { PeerAuthentication } from './peer-authentication.ts';

export function validatePeerAuthentication(authentication: PeerAuthentication): readonly Problem[] {
  const { selector, portLevelMtls } = authentication.spec ?? {};
  const path = 'spec.portLevelMtls';
  const ports = Object.keys(portLevelMtls ?? {});
  const selected = Object.keys(selector?.matchLabels ?? {}).length > 0;
  return [
    ...checkIstioMetadata(authentication),
    ...checkWorkloadSelector('spec.selector.matchLabels', selector),
    ...(portLevelMtls !== undefined && ports.length === 0 ? [refused(path, 'must have at least one port')] : []),
    ...(ports.length > 0 && !selected ? [refused(path, 'portLevelMtls requires selector')] : []),
    ...ports
      .filter((port) => !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535)
      .map((port) => refused(fieldOf(path, port), 'port must be in range 1..65535')),
  ];
}
