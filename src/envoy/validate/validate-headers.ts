import { isFormatCommand } from '../format-command-names.ts';
import type { Metadata } from '../metadata.ts';
import type { HeaderValueOption } from '../route.ts';
import type { Refuse } from '../validate.ts';

interface WithHeaders {
  readonly requestHeadersToAdd?: readonly HeaderValueOption[];
  readonly responseHeadersToAdd?: readonly HeaderValueOption[];
}

/** The object without header operations whose value holds a command that Envoy does not know. */
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
    const unknown = unknownCommand(header.value ?? '');
    if (unknown === undefined) return true;
    refuse(metadata, `header ${header.key} is left alone, for Envoy has no command %${unknown}%`);
    return false;
  });
  return kept.length === options.length ? options : kept;
}

/** The first command that Envoy does not know; `%%` is a percent sign. */
function unknownCommand(value: string): string | undefined {
  if (!value.includes('%')) return undefined;
  for (const [token, name] of value.matchAll(/%%|%([A-Z0-9_]+)(?:\([^)]*\))?(?::\d+)?%/g)) {
    if (token !== '%%' && name !== undefined && !isFormatCommand(name)) return name;
  }
  return undefined;
}
