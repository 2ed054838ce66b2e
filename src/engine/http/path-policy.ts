import type { HttpConnectionManager } from '../../envoy/http-connection-manager.ts';
import { normalizePath, type PathNormalization } from './path.ts';

const ESCAPED_SLASH = /%(?:2[Ff]|5[Cc])/;

/** What a connection manager does to paths before it looks at them. */
export class PathPolicy {
  readonly #mode: PathNormalization;
  readonly #onEscapedSlash: NonNullable<HttpConnectionManager['pathWithEscapedSlashesAction']>;

  constructor(config: HttpConnectionManager) {
    this.#onEscapedSlash = config.pathWithEscapedSlashesAction ?? 'KEEP_UNCHANGED';
    this.#mode = modeOf(config);
  }

  /** The path as it is matched and forwarded; undefined where the request must be refused. */
  normalize(path: string): string | undefined {
    if (this.#onEscapedSlash === 'REJECT_REQUEST' && hasEscapedSlash(path)) return undefined;
    return normalizePath(path, this.#mode);
  }

  /** Whether the client is told the normal path instead of being served. */
  redirects(path: string): boolean {
    return this.#onEscapedSlash === 'UNESCAPE_AND_REDIRECT' && hasEscapedSlash(path);
  }
}

function modeOf(config: HttpConnectionManager): PathNormalization {
  const { normalizePath: normalizes = false, mergeSlashes = false, pathWithEscapedSlashesAction: action } = config;
  if (action === 'UNESCAPE_AND_FORWARD' || action === 'UNESCAPE_AND_REDIRECT') return 'DECODE_AND_MERGE_SLASHES';
  if (!normalizes) return 'NONE';
  return mergeSlashes ? 'MERGE_SLASHES' : 'BASE';
}

function hasEscapedSlash(path: string): boolean {
  return ESCAPED_SLASH.test(path.split('?', 1)[0] as string);
}
