// ConfigMap (v1): the mesh config lies in the one named istio in istio-system, under the key mesh.
import type { KubeObject } from '../object.ts';

export interface ConfigMap extends KubeObject {
  readonly kind: 'ConfigMap';
  readonly data?: Readonly<Record<string, string>>;
  /** Base64. */
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}
