import type { Ingress } from './ingress.ts';
import { loadBalancerStatus, type Reached } from './load-balancer.ts';

/** Returns the Ingress with the status that a running server gives it; without a server its address is empty. */
export function deriveIngressStatus(ingress: Ingress, reached: Reached): Ingress {
  return { ...ingress, status: loadBalancerStatus(reached) };
}
