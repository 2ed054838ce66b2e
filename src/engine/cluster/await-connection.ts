import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { guarded } from '../guard.ts';
import type { ResetReason } from '../http/stream.ts';
import { connectErrorDetails } from './connect-error.ts';

/**
 * Waits until a socket is connected and its handshake done, if it has one; calls back once. A socket that fails, or is
 * not there in time, is destroyed.
 */
export function awaitConnection(
  socket: Socket,
  timeoutMs: number,
  done: (failure: ResetReason | undefined, details: string) => void,
): void {
  const ready = socket instanceof TLSSocket ? 'secureConnect' : 'connect';
  const timer = setTimeout(() => settle('connection-timeout', ''), timeoutMs);
  const onError = (error: Error) => settle('connection-failure', connectErrorDetails(error));
  const onClose = () => settle('connection-failure', '');
  const onReady = () => settle(undefined, '');
  const destroy = () => void socket.destroy();
  const settle = guarded('upstream connect', destroy, (failure: ResetReason | undefined, details: string) => {
    clearTimeout(timer);
    socket.off('error', onError).off('close', onClose).off(ready, onReady);
    if (failure !== undefined) socket.on('error', () => {}).destroy();
    done(failure, details);
  });
  socket.on('error', onError).on('close', onClose).on(ready, onReady);
}
