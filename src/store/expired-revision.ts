import { ApiError } from '../lib/errors.ts';

/** The error for a watch from a revision the log does not reach, in Kubernetes' words. */
export function expiredRevision(asked: number, newest: number): ApiError {
  return new ApiError('Expired', `too old resource version: ${asked} (${newest})`, {
    hint: 'the changes since then are no longer kept: list again, and watch from the revision of that list',
  });
}
