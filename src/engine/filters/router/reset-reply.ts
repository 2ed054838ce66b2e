import type { LocalReply } from '../../http/local-reply.ts';
import { resetWordsOf } from '../../http/response-flags.ts';
import type { ResetReason } from '../../http/stream.ts';

/**
 * The answer to a request whose upstream broke off, in Envoy's words (Filter::onUpstreamReset in
 * source/common/router/router.cc).
 * @param details the transport's own words; '' for none
 */
export function resetReply(
  reason: ResetReason,
  details: string,
  { responseStarted, isRetry }: { readonly responseStarted: boolean; readonly isRetry: boolean },
): LocalReply {
  const { text } = resetWordsOf(reason);
  const when = responseStarted ? 'after' : 'before';
  const why = details === '' ? text : `${text}|${details}`;
  const retried = isRetry ? 'retried and the latest ' : '';
  return {
    status: reason === 'protocol-error' ? 502 : 503,
    body: `upstream connect error or disconnect/reset before headers. ${retried}reset reason: ${text}`,
    details: `upstream_reset_${when}_response_started{${why}}`.replaceAll(' ', '_'),
    isOverload: reason === 'overflow',
  };
}
