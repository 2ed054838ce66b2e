// Policies for the traffic to a host, a subset or one port.
import { portSelector, uint32 } from '../istio-schema.ts';
import {
  duration,
  field,
  type Infer,
  list,
  notEnforced,
  number,
  object,
  oneOfStrings,
  required,
  string,
} from '../schema.ts';
import { clientTls } from './client-tls.ts';
import { connectionPool } from './connection-pool.ts';
import { loadBalancer } from './load-balancer.ts';
import { outlierDetection } from './outlier-detection.ts';

/** What may be said for all ports or for one. */
const portPolicy = {
  loadBalancer: field(loadBalancer, 'How an endpoint is chosen.'),
  connectionPool: field(connectionPool, 'Limits on connections and requests.'),
  outlierDetection: field(outlierDetection, 'When failing endpoints are ejected. Default: never.'),
  tls: field(clientTls, 'TLS towards the endpoints. Default: none.'),
};

const portTrafficPolicy = object({
  port: field(portSelector, 'Port of the service that this is for.'),
  ...portPolicy,
});

const tunnel = object({
  protocol: field(string(), 'CONNECT or POST. Default CONNECT.'),
  targetHost: required(string(), 'Host that the tunnel leads to.'),
  targetPort: required(uint32, 'Port that the tunnel leads to.'),
});

const proxyProtocol = object({
  version: field(oneOfStrings('V1', 'V2'), 'Version that is sent. Default V1.'),
});

const retryBudget = object({
  percent: field(number({ minimum: 0, maximum: 100 }), 'Retries as share of the requests. Default 20.', {
    nullable: true,
  }),
  minRetryConcurrency: field(uint32, 'Retries that are always allowed. Default 3.'),
  budgetInterval: field(
    duration(),
    'Time over which requests are counted. Default 0: only those at the moment.',
    notEnforced('a retry is weighed against the requests of the moment, and past ones are not kept'),
  ),
});

export const trafficPolicy = object({
  ...portPolicy,
  portLevelSettings: field(
    list(portTrafficPolicy, { maxItems: 4096 }),
    'Policies for single ports, instead of those for all.',
  ),
  tunnel: field(tunnel, 'Tunnels TCP and TLS that is passed through in HTTP requests to the destination.'),
  proxyProtocol: field(proxyProtocol, 'Sends the PROXY protocol. Default: no.'),
  retryBudget: field(retryBudget, 'Limits retries in relation to requests. Default: no limit.'),
});

export type TrafficPolicy = Infer<typeof trafficPolicy>;
export type PortTrafficPolicy = Infer<typeof portTrafficPolicy>;
