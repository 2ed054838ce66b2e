import type { AddressCommand, PlainCommand, TimeCommand } from './command-names.ts';

/** One piece of a format string: text, or a command with its argument read. Lengths are in bytes. */
export type FormatSegment = { readonly kind: 'text'; readonly text: string } | CommandSegment;

export type CommandSegment =
  /** `%PROTOCOL%` and everything else without an argument. */
  | { readonly kind: 'plain'; readonly command: PlainCommand }
  /** `%START_TIME(%Y)%`; format '' is the command's default, ISO 8601 with milliseconds. */
  | { readonly kind: 'time'; readonly command: TimeCommand; readonly format: string }
  /** `%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT(16)%`; NaN for an argument that is no number. */
  | { readonly kind: 'address'; readonly command: AddressCommand; readonly maskLength: number | undefined }
  /** `%REQ(X?Y):Z%`, `%RESP(…)%`, `%TRAILER(…)%`; names in lower case, alternative '' for none. */
  | ({ readonly kind: 'header'; readonly of: HeaderSet; readonly name: string; readonly alternative: string } & Cut)
  /** `%PATH(NQ:ORIG):Z%`. */
  | ({ readonly kind: 'path'; readonly withQuery: boolean; readonly of: 'ORIG' | 'PATH' | 'ORIG_OR_PATH' } & Cut)
  /** `%QUERY_PARAM(X):Z%`. */
  | ({ readonly kind: 'query-parameter'; readonly name: string } & Cut)
  /** `%QUERY_PARAMS(DECODED):Z%`. */
  | ({ readonly kind: 'query'; readonly decoded: boolean } & Cut)
  /** `%ENVIRONMENT(X):Z%`. */
  | ({ readonly kind: 'environment'; readonly name: string } & Cut)
  /** `%COMMON_DURATION(DS_RX_BEG:US_TX_BEG:us)%`. */
  | { readonly kind: 'duration'; readonly from: string; readonly to: string; readonly unit: 'ms' | 'us' | 'ns' }
  /** `%REQUESTED_SERVER_NAME(SNI_FIRST:HOST)%`. */
  | {
      readonly kind: 'server-name';
      readonly prefer: 'SNI_ONLY' | 'SNI_FIRST' | 'HOST_FIRST';
      readonly host: 'ORIG' | 'HOST' | 'ORIG_OR_HOST';
    }
  /** `%RESPONSE_CODE_DETAILS(ALLOW_WHITESPACES)%`; else blanks become `_`. */
  | { readonly kind: 'response-code-details'; readonly allowWhitespace: boolean }
  /** `%GRPC_STATUS(SNAKE_STRING)%`. */
  | { readonly kind: 'grpc-status'; readonly style: 'CAMEL_STRING' | 'SNAKE_STRING' | 'NUMBER' }
  /** `%COALESCE({"operators": […]}):Z%`: the first that has a value. */
  | ({ readonly kind: 'coalesce'; readonly operators: readonly CommandSegment[] } & Cut)
  /** What filters leave for others (`%DYNAMIC_METADATA(…)%`, `%FILTER_STATE(…)%`) and `%CEL(…)%`; argument unread. */
  | ({ readonly kind: 'extension'; readonly command: ExtensionCommand; readonly argument: string } & Cut);

export type HeaderSet = 'request' | 'response' | 'trailer';

export type ExtensionCommand =
  | 'DYNAMIC_METADATA'
  | 'CLUSTER_METADATA'
  | 'UPSTREAM_METADATA'
  | 'METADATA'
  | 'FILTER_STATE'
  | 'UPSTREAM_FILTER_STATE'
  | 'CEL'
  | 'TYPED_CEL';

interface Cut {
  /** The value is cut off after so many bytes. */
  readonly maxLength: number | undefined;
}
