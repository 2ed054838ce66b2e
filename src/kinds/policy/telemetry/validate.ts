// Telemetries as Istio validates them (istio, ValidateTelemetry). Expressions in CEL are kept as they are.
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkIstioMetadata } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import { checkTarget } from '../target.ts';
import type { Metrics, Telemetry } from './telemetry.ts';

export function validateTelemetry(telemetry: Telemetry): readonly Problem[] {
  const { spec = {} } = telemetry;
  const { tracing = [], metrics = [] } = spec;
  return [
    ...checkIstioMetadata(telemetry),
    ...checkTarget(spec),
    ...(tracing.length > 1 ? [warned('spec.tracing', 'multiple tracing is not currently supported')] : []),
    ...tracing.flatMap(({ providers = [], customTags = {} }, index) => {
      const path = itemOf('spec.tracing', index);
      return [
        ...(providers.length > 1
          ? [warned(fieldOf(path, 'providers'), 'multiple providers is not currently supported')]
          : []),
        ...Object.entries(customTags).flatMap(([name, tag]) => checkTag(`${path}.customTags`, name, tag)),
      ];
    }),
    ...metrics.flatMap((metric, index) => checkMetrics(itemOf('spec.metrics', index), metric)),
  ];
}

function checkTag(path: string, name: string, tag: object): readonly Problem[] {
  if (name === '') return [refused(path, 'tag name may not be empty')];
  return Object.keys(tag).length > 0
    ? []
    : [refused(fieldOf(path, name), 'one of literal, environment, header, formatter must be set')];
}

function checkMetrics(path: string, { overrides = [] }: Metrics): readonly Problem[] {
  return overrides.flatMap(({ tagOverrides = {} }, index) =>
    Object.entries(tagOverrides).flatMap(([name, { operation = 'UPSERT', value = '' }]) => {
      const place = fieldOf(`${path}.overrides[${index}].tagOverrides`, name);
      return [
        ...(name === '' ? [warned(place, 'the name of a tag may not be empty')] : []),
        ...(operation === 'UPSERT' && value === ''
          ? [refused(fieldOf(place, 'value'), 'value must be set when operation is UPSERT')]
          : []),
        ...(operation === 'REMOVE' && value !== ''
          ? [refused(fieldOf(place, 'value'), 'value must not be set when operation is REMOVE')]
          : []),
      ];
    }),
  );
}
