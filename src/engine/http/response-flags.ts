// Why a request did not go as the upstream meant it: %RESPONSE_FLAGS% and %RESPONSE_CODE_DETAILS%.
// source/common/stream_info/utility.h and envoy/stream_info/stream_info.h of Envoy have the words.
import type { ResetReason } from './stream.ts';

export type ResponseFlag =
  | 'UH'
  | 'UF'
  | 'UO'
  | 'UC'
  | 'UR'
  | 'UT'
  | 'URX'
  | 'UPE'
  | 'LR'
  | 'NR'
  | 'NC'
  | 'DC'
  | 'DR'
  | 'DPE'
  | 'DI'
  | 'FI'
  | 'SI'
  | 'UAEX'
  | 'RL';

/** Adds a flag to the list; Envoy prints them in the order in which they were set. */
export function withFlag(flags: string, flag: ResponseFlag): string {
  if (flags === '') return flag;
  return flags.split(',').includes(flag) ? flags : `${flags},${flag}`;
}

const longNames: Readonly<Record<ResponseFlag, string>> = {
  UH: 'NoHealthyUpstream',
  UF: 'UpstreamConnectionFailure',
  UO: 'UpstreamOverflow',
  UC: 'UpstreamConnectionTermination',
  UR: 'UpstreamRemoteReset',
  UT: 'UpstreamRequestTimeout',
  URX: 'UpstreamRetryLimitExceeded',
  UPE: 'UpstreamProtocolError',
  LR: 'LocalReset',
  NR: 'NoRouteFound',
  NC: 'NoClusterFound',
  DC: 'DownstreamConnectionTermination',
  DR: 'DownstreamRemoteReset',
  DPE: 'DownstreamProtocolError',
  DI: 'DelayInjected',
  FI: 'FaultInjected',
  SI: 'StreamIdleTimeout',
  UAEX: 'UnauthorizedExternalService',
  RL: 'RateLimited',
};

/** The same list in Envoy's long names (%RESPONSE_FLAGS_LONG%). */
export function longFlags(flags: string): string {
  if (flags === '') return '';
  return flags
    .split(',')
    .map((flag) => longNames[flag as ResponseFlag])
    .join(',');
}

interface ResetWords {
  /** In bodies and details. */
  readonly text: string;
  readonly flag: ResponseFlag;
}

const resetWords: Readonly<Record<ResetReason, ResetWords>> = {
  'remote-reset': { text: 'remote reset', flag: 'UR' },
  'remote-refused-stream': { text: 'remote refused stream reset', flag: 'UR' },
  'local-reset': { text: 'local reset', flag: 'LR' },
  'connection-failure': { text: 'remote connection failure', flag: 'UF' },
  'connection-termination': { text: 'connection termination', flag: 'UC' },
  'stale-connection': { text: 'connection termination', flag: 'UC' },
  'connection-timeout': { text: 'connection timeout', flag: 'UF' },
  'protocol-error': { text: 'protocol error', flag: 'UPE' },
  overflow: { text: 'overflow', flag: 'UO' },
};

export function resetWordsOf(reason: ResetReason): ResetWords {
  return resetWords[reason];
}
