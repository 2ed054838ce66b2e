// Keeps a defect of ours on the request path from ending the process: what threw is told with its stack, and the
// connection that it happened on is closed. Each callback that Node calls on a socket, a timer or a name lookup is such
// an entry; errors that have a meaning (ProxyError, a closed socket) never come this far.
//
// The process that serves watches for defects. Where nobody does, as in tests, they are thrown on and end the process.
import { channel } from 'node:diagnostics_channel';

/** Something was thrown that should not have been. */
export interface Defect {
  readonly error: unknown;
  /** Which entry it came out of, such as `downstream HTTP/1 connection`. */
  readonly where: string;
}

const CHANNEL = 'ictl.engine.defect';

/** Tells of a defect; throws it where nobody watches for them. */
export function reportDefect(where: string, error: unknown): void {
  const defects = channel(CHANNEL);
  if (!defects.hasSubscribers) throw error;
  defects.publish({ where, error } satisfies Defect);
}

/** Calls `onDefect` for each defect, until the result is called. */
export function watchDefects(onDefect: (defect: Defect) => void): () => void {
  const listener = (message: unknown) => onDefect(message as Defect);
  const defects = channel(CHANNEL);
  defects.subscribe(listener);
  return () => void defects.unsubscribe(listener);
}

/** Tells of a defect and ends what it happened on, which may fail for the same reason. */
export function contain(where: string, error: unknown, close: () => void): void {
  reportDefect(where, error);
  try {
    close();
  } catch (another) {
    reportDefect(where, another);
  }
}

/**
 * Makes a callback for Node of one that may have a defect. Entries that are called for every request have their own
 * try instead.
 * @param close ends what the callback belongs to; called after the report
 */
export function guarded<A extends unknown[]>(
  where: string,
  close: () => void,
  callback: (...args: A) => void,
): (...args: A) => void {
  return (...args) => {
    try {
      callback(...args);
    } catch (error) {
      contain(where, error, close);
    }
  };
}
