// How an endpoint is chosen for each request.
import { istioDuration, uint32, uint64 } from '../istio-schema.ts';
import {
  boolean,
  duration,
  field,
  type Infer,
  list,
  map,
  notEnforced,
  number,
  object,
  oneOfStrings,
  required,
  string,
} from '../schema.ts';

const cookieAttribute = object({
  name: required(string(), 'Attribute, such as SameSite.'),
  value: field(string(), 'Its value. Default: none.'),
});

const httpCookie = object({
  name: required(string(), 'Name of the cookie.'),
  path: field(string(), 'Path of a cookie that is generated.'),
  ttl: field(duration(), 'Life of a cookie that is generated; 0s for a session cookie. Default: none is generated.'),
  attributes: field(list(cookieAttribute), 'Further attributes of a cookie that is generated.'),
});

const ringHash = object({
  minimumRingSize: field(uint64, 'Least number of entries on the ring. Default 1024.'),
});

const maglev = object({
  tableSize: field(uint64, 'Size of the table, a prime. Default 65537.'),
});

export const consistentHash = object(
  {
    httpHeaderName: field(string(), 'Hashes this request header.'),
    httpCookie: field(httpCookie, 'Hashes this cookie.'),
    useSourceIp: field(boolean(), 'Hashes the address of the client.'),
    httpQueryParameterName: field(string(), 'Hashes this query parameter.'),
    ringHash: field(ringHash, 'Places endpoints on a ring. The default.'),
    maglev: field(maglev, 'Places endpoints by Maglev.'),
    minimumRingSize: field(uint64, 'Old form of ringHash.minimumRingSize.'),
  },
  {
    oneOf: [
      { fields: ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'] },
      { fields: ['ringHash', 'maglev'] },
    ],
  },
);

const distribute = object({
  from: field(string(), 'Locality of the gateway: region/zone/subzone, * at the end.'),
  to: field(map(uint32), 'Percentage by locality of the endpoints; 100 together.'),
});

const failover = object({
  from: field(string(), 'Region that fails.'),
  to: field(string(), 'Region that takes over.'),
});

export const localityLbSetting = object({
  distribute: field(list(distribute), 'Fixed shares by locality.'),
  failover: field(list(failover), 'Which region takes over from which.'),
  failoverPriority: field(list(string()), 'Labels by which endpoints are preferred, the most important first.'),
  enabled: field(boolean(), 'Whether locality counts. Default: as in the mesh config.', { nullable: true }),
});

const zoneAwareLbSetting = object({
  enabled: field(boolean(), 'Whether endpoints of the own zone are preferred.', { nullable: true }),
  failover: field(list(failover), 'Which region takes over from which.'),
  failoverPriority: field(list(string()), 'Labels by which endpoints are preferred, the most important first.'),
  minClusterSize: field(uint64, 'Fewest endpoints for which zones count. Default 6.', { nullable: true }),
});

const warmup = object({
  duration: required(istioDuration, 'How long a new endpoint gets less than its share.'),
  minimumPercent: field(number({ minimum: 0, maximum: 100 }), 'Share at the beginning. Default 10.', {
    nullable: true,
  }),
  aggression: field(number({ minimum: 1 }), 'Shape of the rise. Default 1: linear.', { nullable: true }),
});

export const loadBalancer = object(
  {
    simple: field(
      oneOfStrings('UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST'),
      'Algorithm. Default LEAST_REQUEST.',
    ),
    consistentHash: field(consistentHash, 'Requests with one key go to one endpoint.'),
    localityLbSetting: field(localityLbSetting, 'Preference by locality. Default: as in the mesh config.'),
    zoneAwareLbSetting: field(
      zoneAwareLbSetting,
      'Preference for the own zone.',
      notEnforced('it compares how many gateways there are in each zone, and here is one; zones are used alike'),
    ),
    warmup: field(warmup, 'Slow start of new endpoints. Default: none.'),
    warmupDurationSecs: field(istioDuration, 'Old form of warmup.duration.'),
  },
  { oneOf: [{ fields: ['simple', 'consistentHash'] }] },
);

export type ConsistentHash = Infer<typeof consistentHash>;
export type LocalityLbSetting = Infer<typeof localityLbSetting>;
export type LoadBalancer = Infer<typeof loadBalancer>;
