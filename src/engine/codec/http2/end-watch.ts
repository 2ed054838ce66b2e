import type { Http2Stream } from 'node:http2';

/**
 * Tells the end of a message from the end of a stream: node:http2 ends the readable side of a stream that was reset in
 * the middle too, and by its code alone a NO_ERROR, which some servers send then, looks like a complete message. To be
 * called before the first frame of the message can arrive.
 * @returns whether END_STREAM was received, to be asked when 'end' is emitted
 */
export function watchEnd(stream: Http2Stream): () => boolean {
  let isWhole = false;
  const push = stream.push.bind(stream);
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    // END_STREAM is told before the stream closes, a reset only after.
    if (chunk === null && !stream.closed) isWhole = true;
    return push(chunk, encoding);
  };
  return () => isWhole;
}
