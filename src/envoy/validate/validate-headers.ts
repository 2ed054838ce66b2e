import { parseHeaderFormat } from '../../lib/formatter/parse-format.ts';
import type { Metadata } from '../metadata.ts';
import type { HeaderValueOption } from '../route.ts';
import type { Refuse } from '../validate.ts';

interface WithHeaders {
  readonly requestHeadersToAdd?: readonly HeaderValueOption[];
  readonly responseHeadersToAdd?: readonly HeaderValueOption[];
}

/** The object without header operations whose value is no format string to Envoy. */
export function validateHeaders<T extends WithHeaders>(object: T, metadata: Metadata | undefined, refuse: Refuse): T {
  const request = usable(object.requestHeadersToAdd, metadata, refuse);
  const response = usable(object.responseHeadersToAdd, metadata, refuse);
  if (request === object.requestHeadersToAdd && response === object.responseHeadersToAdd) return object;
  return {
    ...object,
    ...(request && { requestHeadersToAdd: request }),
    ...(response && { responseHeadersToAdd: response }),
  };
}

function usable(
  options: readonly HeaderValueOption[] | undefined,
  metadata: Metadata | undefined,
  refuse: Refuse,
): readonly HeaderValueOption[] | undefined {
  if (options === undefined) return undefined;
  const kept = options.filter(({ header }) => {
    const parsed = parseHeaderFormat(header.value ?? '');
    if (!('problem' in parsed)) return true;
    refuse(metadata, `header ${header.key} is left alone: ${parsed.problem}`);
    return false;
  });
  return kept.length === options.length ? options : kept;
}
