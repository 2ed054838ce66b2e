// PeerAuthentication: whether peers have to show a certificate of the mesh.
import { statusField } from '../../istio-schema.ts';
import { kubeObject } from '../../kube-schema.ts';
import type { KubeObject } from '../../object.ts';
import { field, type Infer, map, object, oneOfStrings } from '../../schema.ts';
import { workloadSelector } from '../target.ts';

const mutualTls = object({
  mode: field(oneOfStrings('UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'), 'Whether mutual TLS is demanded.'),
});

const spec = object(
  {
    selector: field(workloadSelector, 'The workloads it is for. Default: all of the namespace.'),
    mtls: field(mutualTls, 'For all ports.'),
    portLevelMtls: field(map(mutualTls), 'For single ports of the workloads.'),
  },
  { nulls: 'refused' },
);

export const peerAuthenticationSchema = kubeObject({
  spec: field(spec, 'Mutual TLS.'),
  status: statusField,
});

/** A PeerAuthentication as stored. */
export interface PeerAuthentication extends KubeObject {
  readonly spec?: Infer<typeof spec>;
}
