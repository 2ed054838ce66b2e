// What a proxy that does not read messages has to know of gRPC (github.com/grpc/grpc, PROTOCOL-HTTP2.md).
import type { Headers } from './headers.ts';

/** Whether a request is gRPC by its content-type: `application/grpc`, or that with `+suffix` or `;parameters`. */
export function isGrpcRequest(headers: Headers): boolean {
  if (headers.get('content-type')?.startsWith('application/grpc') !== true) return false;
  // Several lines make one value that is no type.
  const type = headers.joined('content-type') as string;
  const next = type.charCodeAt('application/grpc'.length);
  return Number.isNaN(next) || next === 0x2b || next === 0x3b;
}

const UNITS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 1e-3, n: 1e-6 };

/** Reads grpc-timeout (`1S`, `250m`) as whole milliseconds, rounded up; undefined where it is absent or malformed. */
export function grpcTimeoutMs(value: string | undefined): number | undefined {
  const match = value === undefined ? null : /^(\d{1,8})([HMSmun])$/.exec(value);
  return match === null ? undefined : Math.ceil(Number(match[1]) * (UNITS[match[2] as string] as number));
}

/** Writes milliseconds as grpc-timeout, in the finest unit that keeps to eight digits. */
export function grpcTimeout(ms: number): string {
  if (ms < 1e8) return `${ms}m`;
  const seconds = Math.floor(ms / 1000);
  return seconds < 1e8 ? `${seconds}S` : `${Math.floor(seconds / 60)}M`;
}

/** The gRPC status that an HTTP status of a proxy means (doc/http-grpc-status-mapping.md of gRPC). */
export function grpcStatusOf(httpStatus: number): number {
  switch (httpStatus) {
    case 400:
      return 13;
    case 401:
      return 16;
    case 403:
      return 7;
    case 404:
      return 12;
    case 429:
    case 502:
    case 503:
    case 504:
      return 14;
    default:
      return 2;
  }
}

/** By gRPC status, what it counts as among HTTP's: Grpc::Utility::grpcToHttpStatus of Envoy. */
const HTTP_STATUSES = [200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401];

export function httpStatusOf(grpcStatus: number): number {
  return HTTP_STATUSES[grpcStatus] ?? 500;
}

/** Percent-encodes a grpc-message: everything but printable ASCII, and `%`. */
export function grpcMessage(text: string): string {
  return text.replace(/[^\x20-\x24\x26-\x7e]/g, (char) =>
    [...Buffer.from(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
