// What of a request is hashed, so that requests of one key stay at one endpoint: HashPolicyImpl in
// source/common/http/hash_policy.cc of Envoy.
import type { HashPolicy } from '../../envoy/route.ts';
import { headerLines } from '../../match/header-lines.ts';
import { durationMs } from '../duration.ts';
import { cookieValue, setCookieValue } from '../http/cookies.ts';
import type { RequestHead } from '../http/stream.ts';
import type { StreamInfo } from '../http/stream-info.ts';
import { xxHash64 } from '../load-balancer/xx-hash64.ts';

export interface HashedRequest {
  /** undefined where the request has nothing of what is hashed. */
  readonly hash: bigint | undefined;
  /** A cookie that the client is given, to come back with. */
  readonly setCookie: string | undefined;
}

/** What of a request may be hashed. */
export type HashedInfo = Pick<StreamInfo, 'trustedAddress' | 'connection'> & { readonly request: RequestHead };
type Method = (info: HashedInfo) => HashedRequest;

const NOTHING: HashedRequest = { hash: undefined, setCookie: undefined };

/** Compiles a route's policies; undefined where it has none. */
export function compileHashPolicies(policies: readonly HashPolicy[] | undefined): Method | undefined {
  const methods = (policies ?? []).map((policy) => ({ method: methodOf(policy), terminal: policy.terminal ?? false }));
  const [first] = methods;
  if (first === undefined) return undefined;
  if (methods.length === 1) return first.method;
  return (info) => {
    let all = NOTHING;
    for (const { method, terminal } of methods) {
      all = combine(all, method(info));
      if (terminal && all.hash !== undefined) break;
    }
    return all;
  };
}

/** The rotation keeps two equal hashes from cancelling each other out. */
function combine(before: HashedRequest, { hash, setCookie = before.setCookie }: HashedRequest): HashedRequest {
  if (hash === undefined) return { ...before, setCookie };
  const old = before.hash ?? 0n;
  return { hash: BigInt.asUintN(64, (old << 1n) | (old >> 63n)) ^ hash, setCookie };
}

function methodOf({ header, cookie, connectionProperties, queryParameter }: HashPolicy): Method {
  if (header !== undefined) return headerMethod(header.headerName.toLowerCase());
  if (cookie !== undefined) return cookieMethod(cookie);
  if (queryParameter !== undefined) return ({ request }) => hashed(firstParameter(request.path, queryParameter.name));
  return connectionProperties?.sourceIp === true ? ({ trustedAddress }) => hashed(trustedAddress) : () => NOTHING;
}

/** Several lines of a header count in any order. */
function headerMethod(name: string): Method {
  const linesOf = headerLines(name);
  return ({ request }) => {
    const values = [...linesOf(request)].sort();
    if (values.length === 0) return NOTHING;
    return { hash: values.reduce((seed, value) => hashOf(value, seed), 0n), setCookie: undefined };
  };
}

/** A client without the cookie is given one, if that is wanted; it is the same for all requests of a connection. */
function cookieMethod({ name, ttl, path = '', attributes = [] }: NonNullable<HashPolicy['cookie']>): Method {
  const maxAgeSeconds = ttl === undefined ? undefined : Math.floor(durationMs(ttl, 0) / 1000);
  return (info) => {
    const value = cookieValue(info.request.headers, name);
    if (value !== '' || maxAgeSeconds === undefined) return value === '' ? NOTHING : hashed(value);
    const made = hashOf(connectionText(info)).toString(16).padStart(16, '0');
    return { hash: hashOf(made), setCookie: setCookieValue({ name, value: made, maxAgeSeconds, path, attributes }) };
  };
}

function connectionText({ trustedAddress, connection }: HashedInfo): string {
  const { remoteAddress, remotePort, localAddress, localPort } = connection;
  return `${trustedAddress}:${trustedAddress === remoteAddress ? remotePort : 0}${localAddress}:${localPort}`;
}

/** As it stands in the path, not decoded. */
function firstParameter(path: string, name: string): string | undefined {
  const at = path.indexOf('?');
  if (at < 0) return undefined;
  for (const pair of path.slice(at + 1).split('&')) {
    const equals = pair.indexOf('=');
    if ((equals < 0 ? pair : pair.slice(0, equals)) === name) return equals < 0 ? '' : pair.slice(equals + 1);
  }
  return undefined;
}

function hashed(value: string | undefined): HashedRequest {
  return value === undefined ? NOTHING : { hash: hashOf(value), setCookie: undefined };
}

function hashOf(value: string, seed = 0n): bigint {
  return xxHash64(Buffer.from(value, 'latin1'), seed);
}
