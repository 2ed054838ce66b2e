import type { TLSSocket } from 'node:tls';

interface Session {
  readonly bytes: Buffer;
  /** Tickets of TLS 1.3 are meant for one connection (RFC 8446 appendix C.4). */
  readonly isSingleUse: boolean;
}

/** One for each endpoint and server name; names of requests may be many. */
const MOST_SESSIONS = 1024;

/**
 * The TLS sessions of one cluster, so that a new connection to the same peer needs no full handshake. A session is kept
 * only when its peer has passed every check: those are not made again where it is resumed.
 */
export class SessionCache {
  /** A new one with every clear: connections of before keep nothing any more. */
  #sessions = new Map<string, Session>();

  /** The session to resume; undefined for none. */
  take(key: string): Buffer | undefined {
    const session = this.#sessions.get(key);
    if (session?.isSingleUse === true) this.#sessions.delete(key);
    return session?.bytes;
  }

  /** Keeps the sessions of a connection that has just begun. */
  watch(key: string, socket: TLSSocket): void {
    const sessions = this.#sessions;
    let early: Buffer | undefined;
    let isChecked = false;
    socket.on('session', (bytes) => {
      if (isChecked) keep(sessions, key, socket, bytes);
      else early = bytes;
    });
    socket.once('secureConnect', () => {
      isChecked = true;
      if (early !== undefined) keep(sessions, key, socket, early);
    });
    socket.once('error', () => sessions.delete(key));
  }

  clear(): void {
    this.#sessions = new Map();
  }
}

function keep(sessions: Map<string, Session>, key: string, socket: TLSSocket, bytes: Buffer): void {
  sessions.delete(key);
  const [oldest] = sessions.keys();
  if (sessions.size >= MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
  sessions.set(key, { bytes, isSingleUse: socket.getProtocol() === 'TLSv1.3' });
}
