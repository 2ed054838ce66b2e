// Telemetry: what is measured, traced and logged.
import { istioDuration, statusField } from '../../istio-schema.ts';
import { kubeObject } from '../../kube-schema.ts';
import type { KubeObject } from '../../object.ts';
import { boolean, field, type Infer, list, map, number, object, oneOfStrings, required, string } from '../../schema.ts';
import { targetFields } from '../target.ts';

const nonEmpty = string({ minLength: 1 });
const nullable = { nullable: true };
const mode = field(oneOfStrings('CLIENT_AND_SERVER', 'CLIENT', 'SERVER'), 'On which side; CLIENT at a gateway.');
const providers = field(list(object({ name: required(nonEmpty, 'Name of the provider.') })), 'Where it goes.');

const customTag = object(
  {
    literal: field(object({ value: required(nonEmpty, 'The value.') }), 'Always the same value.'),
    environment: field(
      object({
        name: required(nonEmpty, 'Name of the variable.'),
        defaultValue: field(string(), 'Where it is not set.'),
      }),
      'Out of the environment of the proxy.',
    ),
    header: field(
      object({
        name: required(nonEmpty, 'Name of the header.'),
        defaultValue: field(string(), 'Where it is not set.'),
      }),
      'Out of the request.',
    ),
    formatter: field(object({ value: required(nonEmpty, 'Format of access logs.') }), 'Made by command operators.'),
  },
  { oneOf: [{ fields: ['literal', 'environment', 'header', 'formatter'] }] },
);

const tracing = object({
  match: field(object({ mode }), 'Which traffic.'),
  providers,
  randomSamplingPercentage: field(number({ minimum: 0, maximum: 100 }), 'Share that is traced.', nullable),
  disableSpanReporting: field(boolean(), 'Whether spans are kept back.', nullable),
  customTags: field(map(customTag), 'Tags of the spans.'),
  useRequestIdForTraceSampling: field(boolean(), 'Whether x-request-id tells what is traced.', nullable),
  enableIstioTags: field(boolean(), "Whether spans have Istio's tags.", nullable),
  disableContextPropagation: field(boolean(), 'Whether the headers of traces are not sent on.', nullable),
});

const tagOverride = object({
  operation: field(oneOfStrings('UPSERT', 'REMOVE'), 'What is done with the tag. Default UPSERT.'),
  value: field(string(), 'Its value, as CEL.'),
});

const metricSelector = object(
  {
    metric: field(
      oneOfStrings(
        'ALL_METRICS',
        'REQUEST_COUNT',
        'REQUEST_DURATION',
        'REQUEST_SIZE',
        'RESPONSE_SIZE',
        'TCP_OPENED_CONNECTIONS',
        'TCP_CLOSED_CONNECTIONS',
        'TCP_SENT_BYTES',
        'TCP_RECEIVED_BYTES',
        'GRPC_REQUEST_MESSAGES',
        'GRPC_RESPONSE_MESSAGES',
      ),
      'A metric of Istio.',
    ),
    customMetric: field(nonEmpty, 'Another metric.'),
    mode,
  },
  { oneOf: [{ fields: ['metric', 'customMetric'] }] },
);

const metrics = object({
  providers,
  overrides: field(
    list(
      object({
        match: field(metricSelector, 'Which metrics.'),
        disabled: field(boolean(), 'Whether they are left out.', nullable),
        tagOverrides: field(map(tagOverride), 'Changes of tags.'),
      }),
    ),
    'Changes of metrics.',
  ),
  reportingInterval: field(istioDuration, 'How often metrics are sent.'),
});

const accessLogging = object({
  match: field(object({ mode }), 'Which traffic.'),
  providers,
  disabled: field(boolean(), 'Whether nothing is logged.', nullable),
  filter: field(object({ expression: field(string(), 'CEL that is true of what is logged.') }), 'What is logged.'),
});

const spec = object(
  {
    ...targetFields,
    tracing: field(list(tracing), 'Traces.'),
    metrics: field(list(metrics), 'Metrics.'),
    accessLogging: field(list(accessLogging), 'Access logs.'),
  },
  { nulls: 'refused' },
);

export const telemetrySchema = kubeObject({
  spec: field(spec, 'Traces, metrics and access logs.'),
  status: statusField,
});

export type Metrics = Infer<typeof metrics>;

/** A Telemetry as stored. */
export interface Telemetry extends KubeObject {
  readonly spec?: Infer<typeof spec>;
}
