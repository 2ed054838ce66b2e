// RST_STREAM codes and the seam's reset reasons (RFC 9113 section 7).
import { constants } from 'node:http2';
import type { ResetReason } from '../../http/stream.ts';

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_PROTOCOL_ERROR, NGHTTP2_REFUSED_STREAM } =
  constants;

/**
 * The code that tells a client its response ends here. Envoy says NO_ERROR, after which some clients take the part
 * they have for the whole; only a complete response may be followed by that (RFC 9113 section 8.1).
 */
export function downstreamResetCode(reason: ResetReason): number {
  return reason === 'protocol-error' ? NGHTTP2_PROTOCOL_ERROR : NGHTTP2_INTERNAL_ERROR;
}

/** The code that tells an upstream that nobody waits for its response any more. */
export function upstreamResetCode(reason: ResetReason): number {
  return reason === 'protocol-error' ? NGHTTP2_PROTOCOL_ERROR : NGHTTP2_CANCEL;
}

/** Why a stream ended that the other side reset with this code. */
export function resetReasonOf(code: number): ResetReason {
  if (code === NGHTTP2_REFUSED_STREAM) return 'remote-refused-stream';
  return code === NGHTTP2_PROTOCOL_ERROR ? 'protocol-error' : 'remote-reset';
}

export const noError = NGHTTP2_NO_ERROR;
