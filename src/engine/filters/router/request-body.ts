import type { Headers } from '../../http/headers.ts';

/** What was received of a request body and must wait: for an upstream connection, a filter, or a retry. */
export class RequestBody {
  readonly chunks: Buffer[] = [];
  bytes = 0;
  trailers: Headers | undefined = undefined;

  /** Keeps a copy: the codec's bytes are valid only during its call. */
  append(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.chunks.push(Buffer.from(chunk));
    this.bytes += chunk.length;
  }
}
