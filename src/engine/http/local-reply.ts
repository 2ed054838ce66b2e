// Answers that the proxy makes itself. Envoy: Utility::prepareLocalReply in source/common/http/utility.cc.
import { grpcMessage, grpcStatusOf } from './grpc.ts';
import { Headers } from './headers.ts';
import type { ResponseHead } from './stream.ts';

export interface LocalReply {
  readonly status: number;
  /** Text or bytes; '' for none. */
  readonly body: string | Uint8Array;
  /** %RESPONSE_CODE_DETAILS%. */
  readonly details: string;
  /** What a gRPC client is told; by the status where it is not set. */
  readonly grpcStatus?: number;
  readonly location?: string;
  /** The cluster has enough to do already. */
  readonly isOverload?: boolean;
}

export interface PreparedReply {
  readonly head: ResponseHead;
  /** undefined where the head is all. */
  readonly body: Uint8Array | undefined;
}

/** Makes head and body of a reply to a request: a gRPC client gets 200 with a status that it understands. */
export function prepareLocalReply(reply: LocalReply, request: { isHead: boolean; isGrpc: boolean }): PreparedReply {
  return request.isGrpc ? grpcReply(reply, request.isHead) : plainReply(reply, request.isHead);
}

function plainReply({ status, body }: LocalReply, isHead: boolean): PreparedReply {
  const headers = new Headers();
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  if (bytes.length === 0) return { head: { status, headers }, body: undefined };
  headers.append('content-length', String(bytes.length));
  headers.append('content-type', 'text/plain');
  return { head: { status, headers }, body: isHead ? undefined : bytes };
}

function grpcReply({ status, body, grpcStatus }: LocalReply, isHead: boolean): PreparedReply {
  const headers = new Headers();
  headers.append('content-type', 'application/grpc');
  headers.append('grpc-status', String(grpcStatus ?? grpcStatusOf(status)));
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  if (text !== '' && !isHead) headers.append('grpc-message', grpcMessage(text));
  return { head: { status: 200, headers }, body: undefined };
}
