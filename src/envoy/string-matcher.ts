/** envoy.type.matcher.v3.RegexMatcher: RE2, must match the whole value. */
export interface RegexMatcher {
  readonly regex: string;
}

/** envoy.type.matcher.v3.StringMatcher; exactly one of the patterns is set. */
export interface StringMatcher {
  readonly exact?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly contains?: string;
  readonly safeRegex?: RegexMatcher;
  readonly ignoreCase?: boolean;
}
