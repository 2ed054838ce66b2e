import type { HttpConnectionManager } from '../../envoy/http-connection-manager.ts';
import type { MeshConfig } from '../../kinds/mesh-config/mesh-config.ts';

type Normalization = Pick<HttpConnectionManager, 'normalizePath' | 'mergeSlashes' | 'pathWithEscapedSlashesAction'>;

/** How paths are normalised before they are matched; BASE is Istio's default. */
export function pathNormalization({ pathNormalization: setting }: MeshConfig): Normalization {
  switch (setting?.normalization ?? 'DEFAULT') {
    case 'NONE':
      return { normalizePath: false, pathWithEscapedSlashesAction: 'KEEP_UNCHANGED' };
    case 'MERGE_SLASHES':
      return { normalizePath: true, mergeSlashes: true, pathWithEscapedSlashesAction: 'KEEP_UNCHANGED' };
    case 'DECODE_AND_MERGE_SLASHES':
      return { normalizePath: true, mergeSlashes: true, pathWithEscapedSlashesAction: 'UNESCAPE_AND_FORWARD' };
    default:
      return { normalizePath: true, pathWithEscapedSlashesAction: 'KEEP_UNCHANGED' };
  }
}
