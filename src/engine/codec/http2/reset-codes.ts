// RST_STREAM codes and the seam's reset reasons (RFC 9113 section 7).
import type { ResetReason } from '../../http/stream.ts';
import { ErrorCode } from './error-code.ts';

/**
 * The code that tells a client its response ends here. Envoy says NO_ERROR, after which some clients take the part
 * they have for the whole; only a complete response may be followed by that (RFC 9113 section 8.1).
 */
export function downstreamResetCode(reason: ResetReason): number {
  return reason === 'protocol-error' ? ErrorCode.protocolError : ErrorCode.internalError;
}

/** The code that tells an upstream that nobody waits for its response any more. */
export function upstreamResetCode(reason: ResetReason): number {
  return reason === 'protocol-error' ? ErrorCode.protocolError : ErrorCode.cancel;
}

/** Why a stream ended that an upstream reset with this code. */
export function upstreamResetReason(code: number): ResetReason {
  return code === ErrorCode.refusedStream ? 'remote-refused-stream' : clientResetReason(code);
}

/** Why a stream ended that a client reset; REFUSED_STREAM is a server's word. */
export function clientResetReason(code: number): ResetReason {
  return code === ErrorCode.protocolError ? 'protocol-error' : 'remote-reset';
}
