import type { Pair } from './compare.ts';
import type { Arrived } from './told-upstream.ts';

/** Whether two outcomes differ only as docs/differences.md says. */
export function isIntended({ request, envoy, ours }: Pair): boolean {
  // A target with a query and no path is one with the path `/` (RFC 9112 section 3.2.1).
  if (/^\w+ http:\/\/[^/ ]+\?/.test(request)) return true;
  if (ours.arrived.some(hasRepeat)) return true;
  // Envoy announces a chunked body of which nothing follows.
  if (!request.startsWith('HEAD ')) return false;
  const fields = envoy.answer.fields.map((it) => (it === 'transfer-encoding: chunked' ? 'content-length: 0' : it));
  const mended = { ...envoy, answer: { ...envoy.answer, fields: fields.sort() } };
  return JSON.stringify(mended) === JSON.stringify(ours);
}

/** A request goes out once more where a kept connection had rested for a second, as on a machine that is busy. */
function hasRepeat(arrived: readonly Arrived[]): boolean {
  return new Set(arrived.map((it) => JSON.stringify(it))).size < arrived.length;
}
