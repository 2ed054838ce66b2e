import type { MirrorPolicy } from '../../compile/mirror-policy.ts';
import type { Timeouts } from '../../compile/route-entry.ts';
import type { ActiveStream } from '../../http/active-stream.ts';
import { mirrorHead } from './mirror-head.ts';
import { MirrorRequest } from './mirror-request.ts';
import type { RequestBody } from './request-body.ts';

/**
 * Sends copies of a request, whose head is ready for the upstream, to the mirrors that are drawn. One number draws for
 * all of a request's mirrors, as in Envoy. Mirrors of unknown clusters are left out.
 * @param body what of it came before the request was routed
 */
export function startMirrors(
  stream: ActiveStream,
  body: RequestBody | undefined,
  policies: readonly MirrorPolicy[],
  { globalMs }: Timeouts,
): MirrorRequest[] {
  const { environment, manager, protocol, request } = stream;
  const drawn = environment.random();
  const mirrors: MirrorRequest[] = [];
  for (const { cluster: name, share, appendsShadowSuffix } of policies) {
    const cluster = manager.clusters.get(name);
    if (drawn >= share || cluster === undefined) continue;
    const head = mirrorHead(request, stream.connection.localAddress, appendsShadowSuffix);
    const onRelease = () => stream.resumeRequest();
    const mirror = new MirrorRequest({ cluster, head, protocol, timeoutMs: globalMs, environment, onRelease });
    mirrors.push(mirror);
    mirror.start(stream.requestEnded && body === undefined);
    if (body !== undefined) replay(body, stream.requestEnded, mirror);
  }
  return mirrors;
}

function replay({ chunks, trailers }: RequestBody, requestEnded: boolean, mirror: MirrorRequest): void {
  const endsWithData = requestEnded && trailers === undefined;
  for (const chunk of chunks) mirror.onRequestData(chunk, endsWithData && chunk === chunks.at(-1));
  if (endsWithData && chunks.length === 0) mirror.onRequestData(EMPTY, true);
  if (trailers !== undefined) mirror.onRequestTrailers(trailers);
}

const EMPTY = Buffer.alloc(0);
