/** Metadata that travels with a config object. `istio.config` names the resource it comes from. */
export interface Metadata {
  readonly filterMetadata: {
    readonly istio?: {
      /** Such as `/apis/networking.istio.io/v1/namespaces/default/virtual-service/httpbin`. */
      readonly config?: string;
      readonly [key: string]: unknown;
    };
    /** Ours: the field the object was made from, for `why`, `describe` and findings. */
    readonly ictl?: {
      /** Such as `spec.http[0].match[1]`. */
      readonly path?: string;
      /** Of what several servers share: all of them, where `istio.config` can name only one. */
      readonly servers?: readonly { readonly config: string; readonly path: string }[];
    };
    readonly [filter: string]: unknown;
  };
}
