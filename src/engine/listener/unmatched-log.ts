// What a listener logs itself: connections that no filter chain takes.
import { type AccessLog, type AccessLogOptions, compileAccessLogs } from '../access-log/access-log.ts';
import { TcpStreamInfo } from '../tcp/tcp-stream-info.ts';
import type { ListenerHead } from './active-listener.ts';
import type { AcceptedConnection } from './filter-chain-server.ts';

export interface UnmatchedLogOptions {
  readonly accessLog: AccessLogOptions;
  readonly nextConnectionId: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export type LogUnmatched = (connection: Omit<AcceptedConnection, 'received'>, head: ListenerHead) => void;

/** Makes what writes them; formats are compiled once for each config. */
export function unmatchedLog(options: UnmatchedLogOptions): LogUnmatched {
  const compiled = new WeakMap<ListenerHead, readonly AccessLog[]>();
  const logsOf = (head: ListenerHead): readonly AccessLog[] => {
    const known = compiled.get(head);
    if (known !== undefined) return known;
    const logs = compileAccessLogs(head.accessLog, options.accessLog);
    compiled.set(head, logs);
    return logs;
  };
  return (connection, head) => {
    const logs = logsOf(head);
    if (logs.length === 0) return;
    const info = new TcpStreamInfo(connection, { id: options.nextConnectionId(), now: options.now(), tls: undefined });
    info.addFlag('NR');
    info.details = 'filter_chain_not_found';
    info.endedTick = info.startedTick;
    for (const log of logs) log.log(info);
  };
}
