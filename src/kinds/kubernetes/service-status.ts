import { loadBalancerStatus, type Reached } from './load-balancer.ts';
import type { Service } from './service.ts';

/** Returns a LoadBalancer or NodePort Service with the status that a running server gives it. */
export function deriveServiceStatus(service: Service, reached: Reached): Service {
  return { ...service, status: loadBalancerStatus(reached) };
}
