import { type OnReadOpts, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

interface WithHandle {
  _handle: { readonly useUserBuffer?: unknown } | null;
}

/**
 * Lets an accepted socket read into memory of ours, as `net.connect({ onread })` does for sockets that connect: its
 * handle moves to a new Socket, which is returned, and the old one stays as its shell, closed with it and closing it.
 *
 * Node documents no way for accepted sockets, so this leans on two things it does not promise: that a Socket has its
 * handle in `_handle` and that the constructor takes one. Where either is missing, or the socket is not at rest,
 * nothing is changed and undefined returned; the caller goes on with 'data' events.
 */
export function takeOverReads(shell: Socket, onread: OnReadOpts): Socket | undefined {
  const old = shell as unknown as WithHandle;
  const handle = old._handle;
  if (shell instanceof TLSSocket || shell.destroyed || typeof handle?.useUserBuffer !== 'function') return undefined;
  if (shell.writableLength > 0 || shell.readableLength > 0 || shell.writableEnded || shell.readableEnded)
    return undefined;
  const socket = new Socket({ handle, onread, allowHalfOpen: true } as object);
  if ((socket as unknown as WithHandle)._handle !== handle) return undefined;
  old._handle = null;
  socket.once('close', () => shell.destroy());
  shell.once('close', () => socket.destroy());
  return socket;
}
