// What retries are in Envoy (Istio's route/retry).
import { STATUS_CODES } from 'node:http';
import type { RetryPolicy } from '../../envoy/route.ts';
import type { HttpRetry } from '../../kinds/virtual-service/virtual-service.ts';
import { defined } from '../defined.ts';
import { envoyDuration } from '../duration.ts';

/** Failures before a request was sent, and gRPC statuses that say the same; no HTTP status is among them. */
const defaultRetryOn = 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';
const statusCodesToken = 'retriable-status-codes';

const previousHosts = {
  name: 'envoy.retry_host_predicates.previous_hosts',
  typedConfig: {
    '@type': 'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
  },
};

const previousPriorities = {
  name: 'envoy.retry_priorities.previous_priorities',
  typedConfig: {
    '@type': 'type.googleapis.com/envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig',
    updateFrequency: 2,
  },
};

/** Istio's policy where nothing is said: one object for all routes, as most have it. */
const defaultPolicy: RetryPolicy = {
  retryOn: defaultRetryOn,
  numRetries: 2,
  hostSelectionRetryMaxAttempts: '5',
  retryHostPredicate: [previousHosts],
};

/**
 * The policy of a rule; undefined where it switches retries off.
 *
 * @param retries the rule's, else the mesh config's default, else undefined: Istio's default of two
 * @param isHashed whether one destination is chosen by hash; then a retry may go to the same host again
 */
export function retryPolicy(retries: HttpRetry | undefined, isHashed: boolean): RetryPolicy | undefined {
  if (retries === undefined && !isHashed) return defaultPolicy;
  if (retries !== undefined && (retries.attempts ?? 0) <= 0) return undefined;
  const ignoresPreviousHosts = retries?.retryIgnorePreviousHosts ?? !isHashed;
  const backoff = envoyDuration(retries?.backoff);
  return defined({
    ...retryConditions(retries?.retryOn),
    numRetries: retries?.attempts ?? 2,
    perTryTimeout: envoyDuration(retries?.perTryTimeout),
    retryBackOff: backoff === undefined ? undefined : { baseInterval: backoff },
    hostSelectionRetryMaxAttempts: '5',
    retryHostPredicate: ignoresPreviousHosts ? [previousHosts] : undefined,
    retryPriority: retries?.retryRemoteLocalities ? previousPriorities : undefined,
  });
}

/** Numbers among the conditions are statuses; Envoy wants them in a list of their own. */
function retryConditions(retryOn: string | undefined): Pick<RetryPolicy, 'retryOn' | 'retriableStatusCodes'> {
  if (retryOn === undefined || retryOn === '') return { retryOn: defaultRetryOn };
  const tokens = retryOn
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '');
  const codes = tokens.filter((token) => Object.hasOwn(STATUS_CODES, token));
  const conditions = tokens.filter((token) => !Object.hasOwn(STATUS_CODES, token));
  const joined = conditions.join(',');
  if (codes.length === 0) return { retryOn: joined };
  return {
    retryOn: joined.includes(statusCodesToken) ? joined : `${joined},${statusCodesToken}`,
    retriableStatusCodes: codes.map(Number),
  };
}
