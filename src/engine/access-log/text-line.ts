import { compileParts } from '../http/format.ts';
import type { LineProgram } from './access-log.ts';

/** Envoy's (SubstitutionFormatUtils::defaultSubstitutionFormat). */
export const DEFAULT_FORMAT =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% ' +
  '%BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" ' +
  '"%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%"\n';

/** Compiles a text format; what a request has no value for is `-`. */
export function compileTextLine(format: string): LineProgram {
  // Values are bytes; the format's own text becomes its UTF-8 bytes.
  const parts = compileParts(format).map((part) =>
    typeof part === 'string' ? Buffer.from(part, 'utf8').toString('latin1') : part,
  );
  return (info) => {
    let line = '';
    for (const part of parts) line += typeof part === 'string' ? part : (part(info) ?? '-');
    return line;
  };
}
