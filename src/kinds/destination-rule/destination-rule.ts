// DestinationRule: what happens to traffic for a host after it was routed.
import { statusField } from '../istio-schema.ts';
import { kubeObject } from '../kube-schema.ts';
import type { KubeObject } from '../object.ts';
import { field, type Infer, list, map, object, required, string } from '../schema.ts';
import { trafficPolicy } from './traffic-policy.ts';

const subset = object({
  name: required(string(), 'Name that destinations refer to.'),
  labels: field(map(string()), 'Labels of the endpoints in it. Default: all endpoints.'),
  trafficPolicy: field(trafficPolicy, 'Overrides the policy of the host, block by block.'),
});

const workloadSelector = object({
  matchLabels: field(map(string()), 'Labels of the gateway workloads that apply the rule.'),
});

const destinationRuleSpec = object(
  {
    host: required(string(), 'Service or ServiceEntry host; a name without a dot is completed with the namespace.'),
    trafficPolicy: field(trafficPolicy, 'Policy for all subsets and ports.'),
    subsets: field(list(subset), 'Named groups of endpoints.'),
    exportTo: field(list(string()), 'Namespaces whose gateways see this: names, . or *. Default: all.'),
    workloadSelector: field(workloadSelector, 'Applies the rule only to these gateways of its namespace.'),
  },
  { nulls: 'refused' },
);

export const destinationRuleSchema = kubeObject({
  spec: field(destinationRuleSpec, 'Policies and subsets.'),
  status: statusField,
});

export type Subset = Infer<typeof subset>;
export type DestinationRuleSpec = Infer<typeof destinationRuleSpec>;

/** A DestinationRule as stored. */
export interface DestinationRule extends KubeObject {
  readonly spec?: DestinationRuleSpec;
}

export type { ClientTls } from './client-tls.ts';
export type { ConnectionPool } from './connection-pool.ts';
export type { ConsistentHash, LoadBalancer, LocalityLbSetting } from './load-balancer.ts';
export type { OutlierDetection } from './outlier-detection.ts';
export type { PortTrafficPolicy, TrafficPolicy } from './traffic-policy.ts';
