// Secret (v1): certificates and keys. stringData is merged into data when it is written, as the API server does.
import type { KubeObject } from '../object.ts';

export interface Secret extends KubeObject {
  readonly kind: 'Secret';
  /** Default Opaque; kubernetes.io/tls needs tls.crt and tls.key. */
  readonly type?: string;
  /** Base64. */
  readonly data?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}
