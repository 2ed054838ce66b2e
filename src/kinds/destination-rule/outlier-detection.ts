// When an endpoint that fails gets no requests for a while.
import { int32, istioDuration, uint32 } from '../istio-schema.ts';
import { boolean, field, type Infer, list, object } from '../schema.ts';

const nullable = { nullable: true } as const;

export const outlierDetection = object({
  consecutiveErrors: field(int32, 'Old form; use consecutiveGatewayErrors or consecutive5xxErrors.'),
  splitExternalLocalOriginErrors: field(boolean(), 'Counts failed connections on their own. Default false.'),
  consecutiveLocalOriginFailures: field(uint32, 'Failed connections in a row. Default 5.', nullable),
  consecutiveGatewayErrors: field(uint32, '502, 503 and 504 in a row. Default: off.', nullable),
  consecutive5xxErrors: field(uint32, '5xx in a row. Default 5.', nullable),
  interval: field(istioDuration, 'Time between evaluations. Default 10s.'),
  baseEjectionTime: field(istioDuration, 'Ejection time, times the number of ejections. Default 30s.'),
  maxEjectionPercent: field(int32, 'Most endpoints that may be ejected. Default 10.'),
  minHealthPercent: field(int32, 'Share of healthy endpoints below which all are used. Default 0: never.'),
  outlierDetectionHttpErrorCodes: field(list(uint32), 'Statuses that count as errors. Default: 5xx.'),
});

export type OutlierDetection = Infer<typeof outlierDetection>;
