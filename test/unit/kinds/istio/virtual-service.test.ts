import { describe } from 'mocha';
import { testVerdicts } from './verdict-table.ts';

const route = 'route: [{destination: {host: b}}]';
const spec = (fields: string) => `{gateways: [web], ${fields}}`;
const rule = (fields: string) => spec(`hosts: [a.com], http: [{${fields}}]`);
const match = (fields: string) => rule(`match: [{${fields}}], ${route}`);
const hosts = (list: string, gateways = '[web]') => `{hosts: ${list}, gateways: ${gateways}, http: [{${route}}]}`;
const path = 'spec.http[0]';

describe('a VirtualService', () => {
  testVerdicts('VirtualService', {
    'needs rules': ['{hosts: [a.com]}', ['spec: http, tcp or tls must be provided in virtual service']],
    'takes short names, addresses and wildcards': [hosts('[a, 10.0.0.1, "::1", "*.b.com", "*-c.com"]'), []],
    'takes everything on a gateway': [hosts('["*"]'), []],
    'takes not everything on the mesh': [
      hosts('["*"]', '[web, mesh]'),
      ['spec.hosts[0]: wildcard host * is not allowed'],
    ],
    'takes no host twice': [
      hosts('[a.com, "*.com"]'),
      ['spec.hosts[1]: duplicate hosts in virtual service: a.com & *.com'],
    ],
    'takes a wildcard beside its parent': [hosts('["*.a.com", a.com]'), []],
    'takes Gateways with a namespace': [hosts('[a.com]', '[ns/web]'), []],
    'takes no other paths to Gateways': [
      hosts('[a.com]', '[./web, a/b/c, /web]'),
      [
        'spec.gateways[0]: invalid value for namespace: "."',
        'spec.gateways[1]: invalid value for gateway name: "b/c"',
        'spec.gateways[2]: config namespace and gateway name cannot be empty',
        'spec.gateways[2]: invalid value for namespace: ""',
      ],
    ],
    'is only warned of Gateway names behind one without a namespace': [
      hosts('[a.com]', '[web, a/b/c]'),
      ['warning spec.gateways[1]: invalid value for gateway name: "b/c"'],
    ],
    'is warned of Gateways named like Services': [
      hosts('[a.com]', '[web.shop.svc]'),
      [
        'warning spec.gateways[0]: using legacy gatewayName format "web.shop.svc"; prefer the <namespace>/<name> format: "shop/web"',
      ],
    ],
    'is exported to namespaces that are named once': [
      `{hosts: [a.com], exportTo: [a, ., default, a_b, "~"], http: [{${route}}]}`,
      [
        'spec.exportTo[2]: duplicate entries in exportTo for entry default',
        'spec.exportTo[3]: only ., *, or a valid DNS 1123 label',
        'spec.exportTo[4]: exportTo ~ (none) is not allowed',
      ],
    ],
    'without hosts has rules for another only': [
      `{gateways: [web], tcp: [{${route}}], http: [{${route}}]}`,
      [
        'spec.gateways: delegate virtual service must have no gateways specified',
        'spec.tcp: delegate virtual service must have no tcp route specified',
      ],
    ],
    'without hosts does not delegate further': [
      `{http: [{delegate: {name: c}, ${route}}]}`,
      [`${path}.delegate: delegate HTTP route cannot contain delegate`],
    ],
    'that delegates does nothing else': [
      rule(`delegate: {name: c}, redirect: {uri: /}, ${route}`),
      [
        `${path}.redirect: root HTTP route must not specify redirect`,
        `${path}.route: root HTTP route must not specify route`,
      ],
    ],
    'that delegates may rewrite': [rule('delegate: {name: c}, rewrite: {uri: /}'), []],
  });
});

describe('an HTTP rule', () => {
  testVerdicts('VirtualService', {
    'does one thing': [
      rule(
        `redirect: {uri: /}, directResponse: {status: 200}, rewrite: {uri: /}, fault: {abort: {httpStatus: 500}}, ${route}`,
      ),
      ['route', 'fault', 'rewrite', 'directResponse'].map(
        (name) => `${path}.${name}: HTTP route cannot contain both ${name} and redirect`,
      ),
    ],
    'does something': [rule('name: x'), [`${path}: HTTP route, redirect or directResponse is required`]],
    'copies requests in one way': [
      rule(`mirror: {host: c}, mirrors: [{destination: {host: d}}], ${route}`),
      [`${path}: HTTP route cannot contain both mirror and mirrors`],
    ],
    'copies no more than all requests': [
      rule(`mirrors: [{destination: {host: d}, percentage: {value: 101}}], ${route}`),
      [`${path}.mirrors[0].percentage: mirror percentage must have a max value of 100 (it has 101)`],
    ],
    'has weights that are not all zero': [
      rule('route: [{destination: {host: b}, weight: 0}, {destination: {host: c}}]'),
      [`${path}.route: total destination weight = 0`],
    ],
    'may have one destination with weight zero': [rule('route: [{destination: {host: b}, weight: 0}]'), []],
    'goes to no wildcard': [
      rule('route: [{destination: {host: "*"}}]'),
      [`${path}.route[0].destination.host: invalid destination host *`],
    ],
    'has a timeout in milliseconds': [
      rule(`timeout: 1.0005s, ${route}`),
      [`${path}.timeout: only durations to ms precision are supported`],
    ],
    'replaces the host once': [
      rule(`rewrite: {authority: c}, headers: {request: {set: {HOST: d}, add: {":authority": e}}}, ${route}`),
      [`${path}: authority header cannot be set multiple times`],
    ],
    'changes no pseudo-headers': [
      rule(
        `headers: {request: {set: {":path": /}, remove: [host, ":method"]}, response: {add: {":status": "1"}}}, ${route}`,
      ),
      [
        `${path}.headers.request.set[":path"]: invalid header ":path": header cannot have ":" prefix`,
        `${path}.headers.request.remove[0]: invalid header "host": cannot set Host header`,
        `${path}.headers.request.remove[1]: invalid header ":method"`,
        `${path}.headers.response.add[":status"]: invalid header ":status"`,
      ],
    ],
    'sets commands that Envoy has': [
      rule(`headers: {request: {set: {a: "%REQ(x)% 100%% %START_TIME(%s)% %DURATION%"}}}, ${route}`),
      [],
    ],
    'sets no commands that Envoy does not have': [
      rule(`headers: {request: {set: {a: "%NOSUCH%"}}}, ${route}`),
      [`${path}.headers.request.set.a: `],
    ],
    'sets no lone percent sign': [
      rule(`headers: {request: {set: {a: "100%"}}}, ${route}`),
      [`${path}.headers.request.set.a: `],
    ],
    'sets no line breaks': [
      rule(`headers: {response: {set: {a: "x\\r\\ny: z"}}}, ${route}`),
      [`${path}.headers.response.set.a: header value must not hold control characters`],
    ],
  });
});

describe('a match', () => {
  testVerdicts('VirtualService', {
    'has expressions of RE2': [match('uri: {regex: "a(?=b)"}'), [`${path}.match[0].uri.regex: `]],
    'has no empty expression': [
      match('method: {regex: ""}'),
      [`${path}.match[0].method.regex: regex string match should not be empty`],
    ],
    'has no empty prefix, paths excepted': [
      match('uri: {prefix: ""}, method: {prefix: ""}'),
      [`${path}.match[0].method.prefix: prefix string match should not be empty`],
    ],
    'has header names that are names': [
      match('headers: {"a b": {}}'),
      [`${path}.match[0].headers["a b"]: header name a b is not`],
    ],
    'may have claims of tokens on a gateway': [
      match('headers: {"@request.auth.claims.sub": {exact: a}, "@request.auth.claims[a][b]": {}}'),
      [],
    ],
    'has no claims on the mesh': [
      `{hosts: [a.com], http: [{match: [{withoutHeaders: {"@request.auth.claims.sub": {}}}], ${route}}]}`,
      [`${path}.match[0].withoutHeaders["@request.auth.claims.sub"]: JWT claim based routing`],
    ],
    'takes * for any value where a header must be absent': [match('withoutHeaders: {a: {regex: "*"}}'), []],
    'takes no * where a header must be present': [
      match('headers: {a: {regex: "*"}}'),
      [`${path}.match[0].headers.a.regex: `],
    ],
    'has labels that are labels': [
      match('sourceLabels: {"a b": "c d"}'),
      [
        `${path}.match[0].sourceLabels["a b"]: invalid tag key: "a b"`,
        `${path}.match[0].sourceLabels["a b"]: invalid tag value: "c d"`,
      ],
    ],
  });
});

describe('an action', () => {
  testVerdicts('VirtualService', {
    'redirects somewhere': [rule('redirect: {}'), [`${path}.redirect: redirect must specify`]],
    'redirects to a port': [rule('redirect: {derivePort: FROM_REQUEST_PORT}'), []],
    'redirects with a code that Envoy has': [
      rule('redirect: {uri: /, redirectCode: 304}'),
      [`${path}.redirect.redirectCode: 304 is not a valid redirect code`],
    ],
    'redirects to http or https': [
      rule('redirect: {scheme: ftp}'),
      [`${path}.redirect.scheme: invalid redirect scheme`],
    ],
    'replaces a prefix only where there is one': [
      rule('match: [{uri: {exact: /a}}], redirect: {prefixRewrite: /b}'),
      [`${path}.redirect.prefixRewrite: prefixRewrite may only be used where all uri matches are prefixes`],
    ],
    'answers with a status': [
      rule('directResponse: {status: 99}'),
      [`${path}.directResponse.status: HTTP status 99 is not in range`],
    ],
    'answers with 600, as Istio lets it': [rule('directResponse: {status: 600}'), []],
    'answers with a large body': [
      rule(`directResponse: {status: 200, body: {string: ${'x'.repeat(102_401)}}}`),
      [`warning ${path}.directResponse.body: large direct responses`],
    ],
    'answers with no huge body': [
      rule(`directResponse: {status: 200, body: {string: ${'x'.repeat(1_048_577)}}}`),
      [`${path}.directResponse.body: the body of a direct response must be less than 1MB`],
    ],
    'rewrites something': [rule(`rewrite: {}, ${route}`), [`${path}.rewrite: rewrite must specify at least one of`]],
    'rewrites the path in one way': [
      rule(`rewrite: {uri: /, uriRegexRewrite: {match: a, rewrite: b}}, ${route}`),
      [`${path}.rewrite: rewrite may only contain one of`],
    ],
    'rewrites with groups that are there': [
      rule(`rewrite: {uriRegexRewrite: {match: "(a)", rewrite: "\\\\2"}}, ${route}`.replace('"\\\\2"', "'\\2'")),
      [`${path}.rewrite.uriRegexRewrite.rewrite: `],
    ],
  });
});

describe('a policy', () => {
  testVerdicts('VirtualService', {
    'retries on conditions that Envoy has': [
      rule(`retries: {attempts: 1, retryOn: "5xx,503,sometimes"}, ${route}`),
      [`${path}.retries.retryOn: "sometimes" is not a valid retryOn policy`],
    ],
    'retries on conditions without blanks': [
      rule(`retries: {attempts: 1, retryOn: "5xx, reset"}, ${route}`),
      [`${path}.retries.retryOn: " reset" is not`],
    ],
    'says nothing of retries that are off': [
      rule(`retries: {attempts: 0, retryOn: 5xx}, ${route}`),
      [`${path}.retries: http retry policy configured when attempts are set to 0`],
    ],
    'switches retries off': [rule(`retries: {attempts: 0}, ${route}`), []],
    'aborts with a status': [
      rule(`fault: {abort: {httpStatus: 199}}, ${route}`),
      [`${path}.fault.abort.httpStatus: HTTP status 199`],
    ],
    'aborts with a name of gRPC': [
      rule(`fault: {abort: {grpcStatus: NOPE}}, ${route}`),
      [`${path}.fault.abort.grpcStatus: gRPC status "NOPE"`],
    ],
    'aborts with something': [
      rule(`fault: {abort: {percentage: {value: 1}}}, ${route}`),
      [`warning ${path}.fault.abort: abort configured, but error type not set`],
    ],
    'delays a share that Envoy can count': [
      rule(`fault: {delay: {fixedDelay: 1s, percentage: {value: 0.00001}}}, ${route}`),
      [`${path}.fault.delay.percentage: percentage 0.00001`],
    ],
    'delays by a fixed time': [
      rule(`fault: {delay: {exponentialDelay: 1s}}, ${route}`),
      [`${path}.fault.delay.exponentialDelay: exponentialDelay not supported yet`],
    ],
    'injects some fault': [
      rule(`fault: {}, ${route}`),
      [`${path}.fault: HTTP fault injection must have an abort and/or a delay`],
    ],
    'allows methods that there are': [
      rule(`corsPolicy: {allowMethods: [GET, "*", get]}, ${route}`),
      [`${path}.corsPolicy.allowMethods[2]: "get" is not a supported HTTP method`],
    ],
    'allows origins that say something': [
      rule(`corsPolicy: {allowOrigins: [{}]}, ${route}`),
      [`${path}.corsPolicy.allowOrigins[0]: an allowed origin must have`],
    ],
    'allows for whole seconds': [
      rule(`corsPolicy: {maxAge: 1500ms}, ${route}`),
      [`${path}.corsPolicy.maxAge: max_age duration is accurate only to seconds`],
    ],
  });
});

describe('TCP and TLS rules', () => {
  const tlsRule = (sni: string, gateways = '[web]') =>
    `{hosts: ["*.a.com"], gateways: ${gateways}, tls: [{match: [{sniHosts: [${sni}]}], ${route}}]}`;
  testVerdicts('VirtualService', {
    'need a destination': [spec('hosts: [a.com], tcp: [{}]'), ['spec.tcp[0].route: TCP route is required']],
    'need subnets that are subnets': [
      spec(`hosts: [a.com], tcp: [{match: [{destinationSubnets: [10.0.0.0/8, 10.0.0.0/33, "::/0", a]}], ${route}}]`),
      [
        'spec.tcp[0].match[0].destinationSubnets[1]: 10.0.0.0/33 is not a valid CIDR block',
        'spec.tcp[0].match[0].destinationSubnets[3]: a is not a valid IP',
      ],
    ],
    'match names below the hosts': [tlsRule('x.a.com'), []],
    'match no other names': [
      tlsRule('x.b.com'),
      ['spec.tls[0].match[0].sniHosts[0]: SNI host "x.b.com" is not a compatible subset'],
    ],
    'match addresses with a warning': [
      tlsRule('10.0.0.1'),
      ['warning spec.tls[0].match[0].sniHosts[0]: using an IP address'],
    ],
    'match some name': [tlsRule(''), ['spec.tls[0].match[0].sniHosts: TLS match must have at least one SNI host']],
    'match names of AUTO_PASSTHROUGH': [
      `{hosts: [outbound_.80_._.b.c], gateways: [web], tls: [{match: [{sniHosts: [outbound_.80_._.b.c]}], ${route}}]}`,
      [],
    ],
  });
});
