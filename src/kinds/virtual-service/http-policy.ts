// Retries, faults, mirroring and CORS of a rule.
import { int32, istioDuration } from '../istio-schema.ts';
import { boolean, field, type Infer, list, number, object, oneOfStrings, required, string } from '../schema.ts';
import { destination } from './destination.ts';
import { stringMatch } from './string-match.ts';

export const percent = object({
  value: field(number(), 'Percentage from 0 to 100, in steps of 0.0001.'),
});

export const httpRetry = object({
  attempts: field(int32, 'Retries after the first try; 0 switches retries off.'),
  perTryTimeout: field(istioDuration, 'Limit for each try. Default: that of the rule.'),
  retryOn: field(string(), 'Conditions and status codes, joined with commas. Default: connection failures.'),
  retryRemoteLocalities: field(boolean(), 'Lets a retry go to another locality. Default false.', { nullable: true }),
  retryIgnorePreviousHosts: field(boolean(), 'Lets a retry avoid hosts that failed. Default true.', { nullable: true }),
  backoff: field(istioDuration, 'Least time between tries. Default 25ms.'),
});

const faultDelay = object(
  {
    fixedDelay: field(istioDuration, 'How long a request is held back.'),
    exponentialDelay: field(istioDuration, 'Refused: Istio does not support it.'),
    percentage: field(percent, 'Share of requests. Default: none.'),
    percent: field(int32, 'Old form of percentage; converted.'),
  },
  { oneOf: [{ fields: ['fixedDelay', 'exponentialDelay'] }] },
);

const faultAbort = object(
  {
    httpStatus: field(int32, 'Status that is answered; 200 to 599.'),
    grpcStatus: field(string(), 'gRPC status name that is answered, such as UNAVAILABLE.'),
    http2Error: field(string(), 'Refused: Istio does not support it.'),
    percentage: field(percent, 'Share of requests. Default: none.'),
  },
  { oneOf: [{ fields: ['httpStatus', 'grpcStatus', 'http2Error'] }] },
);

export const httpFault = object({
  delay: field(faultDelay, 'Holds requests back before they are forwarded.'),
  abort: field(faultAbort, 'Answers requests instead of forwarding them.'),
});

export const httpMirrorPolicy = object({
  destination: required(destination, 'Where copies go.'),
  percentage: field(percent, 'Share of requests that are copied. Default 100.'),
});

export const corsPolicy = object({
  allowOrigins: field(list(stringMatch), 'Origins that are allowed.'),
  allowOrigin: field(list(string()), 'Old form of allowOrigins; converted.'),
  allowMethods: field(list(string()), 'Methods that a preflight is told of.'),
  allowHeaders: field(list(string()), 'Request headers that a preflight is told of.'),
  exposeHeaders: field(list(string()), 'Response headers that scripts may read.'),
  maxAge: field(istioDuration, 'How long a browser keeps the answer to a preflight; whole seconds.'),
  allowCredentials: field(boolean(), 'Whether credentials may be sent.', { nullable: true }),
  unmatchedPreflights: field(
    oneOfStrings('UNSPECIFIED', 'FORWARD', 'IGNORE'),
    'Whether preflights of other origins are forwarded. Default FORWARD.',
  ),
});

export type Percent = Infer<typeof percent>;
export type HttpRetry = Infer<typeof httpRetry>;
export type HttpFault = Infer<typeof httpFault>;
export type FaultDelay = Infer<typeof faultDelay>;
export type FaultAbort = Infer<typeof faultAbort>;
export type CorsPolicy = Infer<typeof corsPolicy>;
