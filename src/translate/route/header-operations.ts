// What header operations are in Envoy (Istio's TranslateHeadersOperations).
import type { HeaderValueOption } from '../../envoy/route.ts';
import type { HeaderOperations, Headers } from '../../kinds/virtual-service/virtual-service.ts';
import { compareText } from '../../snapshot/object-order.ts';

/** The four lists that routes and weighted clusters have; empty ones are absent. */
export interface TranslatedHeaders {
  readonly requestHeadersToAdd?: readonly HeaderValueOption[];
  readonly requestHeadersToRemove?: readonly string[];
  readonly responseHeadersToAdd?: readonly HeaderValueOption[];
  readonly responseHeadersToRemove?: readonly string[];
}

export function translateHeaders(headers: Headers | undefined): TranslatedHeaders {
  if (headers === undefined) return {};
  return withoutEmpty({
    requestHeadersToAdd: headersToAdd(headers.request),
    requestHeadersToRemove: (headers.request?.remove ?? []).filter(isChangeable),
    responseHeadersToAdd: headersToAdd(headers.response),
    responseHeadersToRemove: (headers.response?.remove ?? []).filter(isChangeable),
  });
}

/** Both, the later ones behind: a destination's operations see what the rule's have done. */
export function joinHeaders(first: TranslatedHeaders, second: TranslatedHeaders): TranslatedHeaders {
  return withoutEmpty({
    requestHeadersToAdd: [...(first.requestHeadersToAdd ?? []), ...(second.requestHeadersToAdd ?? [])],
    requestHeadersToRemove: [...(first.requestHeadersToRemove ?? []), ...(second.requestHeadersToRemove ?? [])],
    responseHeadersToAdd: [...(first.responseHeadersToAdd ?? []), ...(second.responseHeadersToAdd ?? [])],
    responseHeadersToRemove: [...(first.responseHeadersToRemove ?? []), ...(second.responseHeadersToRemove ?? [])],
  });
}

/** The host that requests are rewritten to: Host cannot be set like a header. `set` beats `add`. */
export function authorityOf(headers: Headers | undefined): string | undefined {
  const { set = {}, add = {} } = headers?.request ?? {};
  const find = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).findLast(([name]) => isAuthority(name))?.[1];
  return find(set) || find(add) || undefined;
}

function headersToAdd(operations: HeaderOperations | undefined): readonly HeaderValueOption[] {
  return [
    ...options(operations?.set, { appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD' }),
    ...options(operations?.add, {}), // appending is Envoy's default
  ];
}

/** Sorted by name, for a map has no order. */
function options(
  values: Readonly<Record<string, string>> | undefined,
  action: Pick<HeaderValueOption, 'appendAction'>,
): readonly HeaderValueOption[] {
  return Object.entries(values ?? {})
    .filter(([name]) => isChangeable(name))
    .sort(([left], [right]) => compareText(left, right))
    .map(([key, value]) => ({ header: { key, value }, ...action }));
}

function isAuthority(name: string): boolean {
  return /^(:authority|host)$/i.test(name);
}

/** Envoy does not let Host and pseudo-headers be changed this way. */
function isChangeable(name: string): boolean {
  return !name.startsWith(':') && name.toLowerCase() !== 'host';
}

function withoutEmpty(headers: Required<TranslatedHeaders>): TranslatedHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([, list]) => list.length > 0));
}
