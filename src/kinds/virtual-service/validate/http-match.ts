// Matches of HTTP rules.
import { fieldOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkLabels, checkPort } from '../../istio-rules/fields.ts';
import { isDnsLabel } from '../../istio-rules/names.ts';
import type { Problem } from '../../problem.ts';
import type { HttpMatchRequest } from '../http-match.ts';
import type { StringMatch } from '../string-match.ts';
import { checkGatewayNames } from './gateway-names.ts';
import { checkHeaderMatchName, isClaimName } from './header-name.ts';
import { checkRegexMatch, checkStringMatch } from './string-match.ts';

/** Checks one match; claims of tokens can be matched at gateways only. */
export function checkHttpMatch(path: string, match: HttpMatchRequest, onGateway: boolean): readonly Problem[] {
  const at = (name: string): string => fieldOf(path, name);
  return [
    ...checkHeaders(at('headers'), match.headers, onGateway, checkStringMatch),
    ...checkHeaders(at('withoutHeaders'), match.withoutHeaders, onGateway, checkAbsentHeader),
    ...checkRegexMatch(at('uri'), match.uri),
    ...checkStringMatch(at('scheme'), match.scheme),
    ...checkStringMatch(at('method'), match.method),
    ...checkStringMatch(at('authority'), match.authority),
    ...Object.entries(match.queryParams ?? {}).flatMap(([name, value]) =>
      checkStringMatch(fieldOf(at('queryParams'), name), value),
    ),
    ...(match.port === undefined || match.port === 0 ? [] : checkPort(at('port'), match.port)),
    ...checkLabels(at('sourceLabels'), match.sourceLabels),
    ...checkGatewayNames(at('gateways'), match.gateways),
    ...checkSourceNamespace(at('sourceNamespace'), match.sourceNamespace ?? ''),
  ];
}

function checkHeaders(
  path: string,
  headers: Readonly<Record<string, StringMatch>> | undefined,
  onGateway: boolean,
  checkValue: (path: string, match: StringMatch) => readonly Problem[],
): readonly Problem[] {
  return Object.entries(headers ?? {}).flatMap(([name, match]) => {
    const place = fieldOf(path, name);
    return [
      ...checkHeaderMatchName(place, name),
      ...(isClaimName(name) && !onGateway
        ? [refused(place, `JWT claim based routing (key: ${name}) is only supported for gateway, found no gateways`)]
        : []),
      ...checkValue(place, match),
    ];
  });
}

/** `*` is no expression here: Istio translates it as absence whatever the value. */
function checkAbsentHeader(path: string, match: StringMatch): readonly Problem[] {
  return match.regex === '*' ? [] : checkStringMatch(path, match);
}

function checkSourceNamespace(path: string, namespace: string): readonly Problem[] {
  return namespace === '' || isDnsLabel(namespace)
    ? []
    : [refused(path, `sourceNamespace match ${namespace} is invalid`)];
}
