import type { MergedSubset } from '../destination-rule/merged-rule.ts';
import { selects } from '../labels.ts';
import type { MeshEndpoint, MeshService, MeshServicePort } from '../service/mesh-service.ts';
import type { Translation } from '../translation.ts';

/** The endpoints that serve a port of a service, of a subset those with its labels. */
export function meshServiceEndpoints(
  service: MeshService,
  port: MeshServicePort,
  subset: MergedSubset | undefined,
  { services }: Translation,
): readonly MeshEndpoint[] {
  const endpoints = services.endpoints(service).filter(({ portName }) => portName === port.name);
  return subset === undefined ? endpoints : endpoints.filter(({ labels }) => selects(subset.subset.labels, labels));
}
