import type { GatewayValues, Labels } from './gateway-identity.ts';

/** The label of a gateway into a network; none on others. */
export function networkLabel({ networkGateway }: GatewayValues): Labels {
  return networkGateway ? { 'topology.istio.io/network': networkGateway } : {};
}
