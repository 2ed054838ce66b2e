import type { RetryPolicy } from '../../envoy/route.ts';
import { durationMs } from '../duration.ts';

/** Bits of retryOn; the words are those of Envoy's x-envoy-retry-on and x-envoy-retry-grpc-on. */
export const RETRY_ON = {
  serverError: 1 << 0,
  gatewayError: 1 << 1,
  connectFailure: 1 << 2,
  retriable4xx: 1 << 3,
  refusedStream: 1 << 4,
  statusCodes: 1 << 5,
  reset: 1 << 6,
  resetBeforeRequest: 1 << 7,
  rateLimited: 1 << 8,
  grpc: 1 << 9,
} as const;

const conditions: Readonly<Record<string, number>> = {
  '5xx': RETRY_ON.serverError,
  'gateway-error': RETRY_ON.gatewayError,
  'connect-failure': RETRY_ON.connectFailure,
  'retriable-4xx': RETRY_ON.retriable4xx,
  'refused-stream': RETRY_ON.refusedStream,
  'retriable-status-codes': RETRY_ON.statusCodes,
  reset: RETRY_ON.reset,
  'reset-before-request': RETRY_ON.resetBeforeRequest,
  'envoy-ratelimited': RETRY_ON.rateLimited,
};

/** gRPC conditions by the status number they stand for. */
const grpcConditions: Readonly<Record<string, number>> = {
  cancelled: 1,
  'deadline-exceeded': 4,
  'resource-exhausted': 8,
  internal: 13,
  unavailable: 14,
};

const DEFAULT_BASE_MS = 25;
/** Envoy's max_interval where only the base is set. */
const DEFAULT_MAX_FACTOR = 10;

/** A retry policy ready to be asked. */
export interface CompiledRetryPolicy {
  /** Or-ed RETRY_ON bits. */
  readonly on: number;
  readonly statusCodes: ReadonlySet<number>;
  /** gRPC status numbers that are retried. */
  readonly grpcStatuses: ReadonlySet<number>;
  readonly retries: number;
  /** 0: none. */
  readonly perTryTimeoutMs: number;
  readonly baseIntervalMs: number;
  readonly maxIntervalMs: number;
  /** How often another endpoint is drawn when one was tried before; 0 where tried ones may be chosen again. */
  readonly hostAttempts: number;
  /** After so many tries their priorities are avoided; 0: never. */
  readonly avoidsPrioritiesAfter: number;
}

/** Compiles a policy; undefined where it retries on nothing. Words that Envoy does not know are ignored, as there. */
export function compileRetryPolicy(config: RetryPolicy | undefined): CompiledRetryPolicy | undefined {
  const words = (config?.retryOn ?? '').split(',').map((word) => word.trim());
  const grpcStatuses = new Set(
    words.flatMap((word) => (Object.hasOwn(grpcConditions, word) ? [grpcConditions[word] as number] : [])),
  );
  let on = grpcStatuses.size > 0 ? RETRY_ON.grpc : 0;
  for (const word of words) if (Object.hasOwn(conditions, word)) on |= conditions[word] as number;
  if (config === undefined || on === 0) return undefined;
  const base = durationMs(config.retryBackOff?.baseInterval, DEFAULT_BASE_MS);
  const avoidsTried = config.retryHostPredicate?.some(
    ({ name }) => name === 'envoy.retry_host_predicates.previous_hosts',
  );
  return {
    on,
    statusCodes: new Set(config.retriableStatusCodes ?? []),
    grpcStatuses,
    retries: config.numRetries ?? 1,
    perTryTimeoutMs: durationMs(config.perTryTimeout, 0),
    baseIntervalMs: base,
    maxIntervalMs: durationMs(config.retryBackOff?.maxInterval, base * DEFAULT_MAX_FACTOR),
    hostAttempts: avoidsTried === true ? Number(config.hostSelectionRetryMaxAttempts ?? 1) : 0,
    avoidsPrioritiesAfter: updateFrequencyOf(config.retryPriority),
  };
}

/** envoy.extensions.retry.priority.previous_priorities.v3 is the only one there is. */
function updateFrequencyOf(retryPriority: RetryPolicy['retryPriority']): number {
  const { updateFrequency = 0 } = (retryPriority?.typedConfig ?? {}) as { readonly updateFrequency?: number };
  return updateFrequency;
}
