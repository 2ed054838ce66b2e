// Every rule of Istio's validation that concerns the kinds it has, one case each: only whether it refuses, warns or
// accepts. What is said, and where, is in the tables of each kind.
import assert from 'node:assert/strict';
import { decodeOne } from '../decode/decode-text.ts';

type Verdict = 'refused' | 'warned' | 'accepted';
/** What the rule says, a spec that it is about, and the verdict. */
type Case = readonly [rule: string, spec: string, verdict: Verdict];

async function verdictOn(text: string): Promise<Verdict> {
  const { problems } = await decodeOne(text);
  if (problems.some(({ severity }) => severity === 'error')) return 'refused';
  const warnings = problems.filter(({ severity, code }) => severity === 'warning' && code !== 'ICTL0010');
  return warnings.length > 0 ? 'warned' : 'accepted';
}

function testCases(kind: string, cases: readonly Case[], metadata = '{name: shop}'): void {
  describe(`every rule for ${kind}`, () => {
    for (const [rule, spec, verdict] of cases) {
      it(`${verdict}: ${rule}`, async () => {
        const group = kind === 'AuthorizationPolicy' ? 'security.istio.io/v1' : 'networking.istio.io/v1';
        const text = `apiVersion: ${group}\nkind: ${kind}\nmetadata: ${metadata}\nspec: ${spec}\n`;
        const { problems } = await decodeOne(text);
        assert.equal(await verdictOn(text), verdict, problems.map(({ message }) => message).join('\n'));
      });
    }
  });
}

const server = (port: string, rest = 'hosts: ["*"]'): string => `{port: {${port}}, ${rest}}`;
const http = 'number: 80, name: http, protocol: HTTP';
const https = 'number: 443, name: https, protocol: HTTPS';
const servers = (...list: readonly string[]): string => `{servers: [${list.join(', ')}]}`;
const tls = (fields: string): string => servers(server(https, `hosts: ["*"], tls: {${fields}}`));
const files = 'serverCertificate: /c, privateKey: /k';

testCases('Gateway', [
  ['there is a server', '{}', 'refused'],
  ['a server is not null', '{servers: [null]}', 'refused'],
  ['names of ports differ', servers(server(http), server('number: 81, name: http, protocol: HTTP')), 'refused'],
  ['a server has a port', '{servers: [{hosts: ["*"]}]}', 'refused'],
  ['the number is in range', servers(server('number: 65536, name: a, protocol: HTTP')), 'refused'],
  ['the number is not 0', servers(server('number: 0, name: a, protocol: HTTP')), 'refused'],
  ['the protocol is known', servers(server('number: 80, name: a, protocol: SCTP')), 'refused'],
  ['UDP is known', servers(server('number: 80, name: a, protocol: UDP')), 'accepted'],
  ['the port has a name', servers(server('number: 80, name: "", protocol: HTTP')), 'refused'],
  ['there is no target port', servers(server(`${http}, targetPort: 8080`)), 'refused'],
  ['there is a host', servers(server(http, 'hosts: []')), 'refused'],
  ['the namespace of a host is a label', servers(server(http, 'hosts: [n_/a.com]')), 'refused'],
  ['the namespace of a host may be * or .', servers(server(http, 'hosts: ["*/a.com", ./b.com]')), 'accepted'],
  ['a host is no short name', servers(server(http, 'hosts: [web]')), 'refused'],
  ['a host is no partial wildcard', servers(server(http, 'hosts: ["*-a.com"]')), 'refused'],
  ['a host may be an address', servers(server(http, 'hosts: [10.0.0.1]')), 'accepted'],
  ['bind is an address', servers(server(http, 'hosts: ["*"], bind: a.com')), 'refused'],
  ['a socket has port 0', servers(server(http, 'hosts: ["*"], bind: "unix:///a"')), 'refused'],
  [
    'port 0 is for sockets',
    servers(server('number: 0, name: a, protocol: HTTP', 'hosts: ["*"], bind: "unix:///a"')),
    'accepted',
  ],
  ['HTTPS has TLS settings', servers(server(https)), 'refused'],
  ['TLS has TLS settings', servers(server('number: 443, name: tls, protocol: TLS')), 'refused'],
  ['plain HTTP has no certificates', servers(server(http, `hosts: ["*"], tls: {mode: SIMPLE, ${files}}`)), 'refused'],
  ['plain HTTP may redirect', servers(server(http, 'hosts: ["*"], tls: {httpsRedirect: true}')), 'accepted'],
  [
    'plain TCP has no TLS settings',
    servers(server('number: 1, name: a, protocol: TCP', `hosts: ["*"], tls: {mode: SIMPLE, ${files}}`)),
    'refused',
  ],
  ['HTTPS does not redirect', tls(`mode: SIMPLE, ${files}, httpsRedirect: true`), 'warned'],
  ['ISTIO_MUTUAL has no certificate', tls('mode: ISTIO_MUTUAL, serverCertificate: /c'), 'refused'],
  ['ISTIO_MUTUAL has no key', tls('mode: ISTIO_MUTUAL, privateKey: /c'), 'refused'],
  ['ISTIO_MUTUAL has no CA', tls('mode: ISTIO_MUTUAL, caCertificates: /c'), 'refused'],
  ['ISTIO_MUTUAL has no credential', tls('mode: ISTIO_MUTUAL, credentialName: c'), 'refused'],
  ['ISTIO_MUTUAL has no credentials', tls('mode: ISTIO_MUTUAL, credentialNames: [c]'), 'refused'],
  ['ISTIO_MUTUAL has no list of certificates', tls(`mode: ISTIO_MUTUAL, tlsCertificates: [{${files}}]`), 'refused'],
  ['PASSTHROUGH has no certificates', tls(`mode: PASSTHROUGH, ${files}`), 'warned'],
  ['AUTO_PASSTHROUGH has no certificates', tls('mode: AUTO_PASSTHROUGH, credentialName: c'), 'warned'],
  ['there is one source: credential and files', tls(`mode: SIMPLE, credentialName: c, ${files}`), 'refused'],
  [
    'there is one source: credential and credentials',
    tls('mode: SIMPLE, credentialName: c, credentialNames: [d]'),
    'refused',
  ],
  ['there is one source: list and files', tls(`mode: SIMPLE, ${files}, tlsCertificates: [{${files}}]`), 'refused'],
  ['SIMPLE has a certificate', tls('mode: SIMPLE, privateKey: /k'), 'refused'],
  ['SIMPLE has a key', tls('mode: SIMPLE, serverCertificate: /c'), 'refused'],
  ['MUTUAL has a CA', tls(`mode: MUTUAL, ${files}`), 'refused'],
  ['OPTIONAL_MUTUAL has a CA', tls(`mode: OPTIONAL_MUTUAL, ${files}`), 'refused'],
  ['MUTUAL by a credential needs no files', tls('mode: MUTUAL, credentialName: c'), 'accepted'],
  ['there are two certificates at most', tls('mode: SIMPLE, credentialNames: [a, b, c]'), 'refused'],
  ['SIMPLE has no list of revocations', tls(`mode: SIMPLE, ${files}, caCrl: /r`), 'refused'],
  ['TLS below 1.2 has ciphers', tls(`mode: SIMPLE, ${files}, minProtocolVersion: TLSV1_0`), 'warned'],
  ['ciphers are known', tls(`mode: SIMPLE, ${files}, cipherSuites: [NONE]`), 'warned'],
  ['ciphers are there once', tls(`mode: SIMPLE, ${files}, cipherSuites: [AES128-SHA, AES128-SHA]`), 'warned'],
]);
testCases('Gateway', [['the name is a label', servers(server(http)), 'refused']], '{name: a.b}');
testCases(
  'Gateway',
  [['annotations of Istio are its own', servers(server(http)), 'refused']],
  '{name: a, annotations: {internal.istio.io/a: b}}',
);
testCases(
  'Gateway',
  [['only policies are tried dry', servers(server(http)), 'refused']],
  '{name: a, annotations: {istio.io/dry-run: "true"}}',
);
testCases(
  'AuthorizationPolicy',
  [
    ['policies that allow are tried dry', '{rules: [{}]}', 'accepted'],
    ['policies that audit are not tried dry', '{action: AUDIT, rules: [{}]}', 'refused'],
  ],
  '{name: a, annotations: {istio.io/dry-run: "true"}}',
);
testCases(
  'AuthorizationPolicy',
  [['dry is true or false', '{rules: [{}]}', 'refused']],
  '{name: a, annotations: {istio.io/dry-run: some}}',
);

const to = 'route: [{destination: {host: a}}]';
const virtual = (fields: string, top = 'hosts: [a.com], gateways: [front]'): string => `{${top}, ${fields}}`;
const rule = (fields: string): string => virtual(`http: [{${fields}}]`);
const match = (fields: string): string => rule(`match: [{${fields}}], ${to}`);
const delegated = (fields: string): string => `{http: [{${fields}}]}`;

testCases('VirtualService', [
  ['there are rules', virtual('exportTo: ["*"]'), 'refused'],
  ['hosts are there unless it is delegated to', delegated(to), 'accepted'],
  [
    'one that is delegated to has no gateways',
    '{gateways: [front], http: [{route: [{destination: {host: a}}]}]}',
    'refused',
  ],
  ['one that is delegated to has no TLS', `{tls: [{match: [{sniHosts: [a.com]}], ${to}}]}`, 'refused'],
  ['one that is delegated to has no TCP', `{tcp: [{${to}}]}`, 'refused'],
  ['a host is a name', virtual(`http: [{${to}}]`, 'hosts: [a_b.com], gateways: [front]'), 'refused'],
  [
    'a host may be short, an address or a wildcard',
    virtual(`http: [{${to}}]`, 'hosts: [web, 10.0.0.1, "*.a.com"], gateways: [front]'),
    'accepted',
  ],
  ['* is for gateways only', virtual(`http: [{${to}}]`, 'hosts: ["*"]'), 'refused'],
  [
    '* is not for gateways and the mesh',
    virtual(`http: [{${to}}]`, 'hosts: ["*"], gateways: [front, mesh]'),
    'refused',
  ],
  ['hosts are there once', virtual(`http: [{${to}}]`, 'hosts: [a.com, a.com], gateways: [front]'), 'refused'],
  ['hosts do not overlap', virtual(`http: [{${to}}]`, 'hosts: [a.com, "*.com"], gateways: [front]'), 'refused'],
  ['gateways have names of two labels', virtual(`http: [{${to}}]`, 'hosts: [a.com], gateways: [a/b/c]'), 'refused'],
  [
    'gateways are not written as domains',
    virtual(`http: [{${to}}]`, 'hosts: [a.com], gateways: [front.prod]'),
    'warned',
  ],
  ['rules behind one for everything are not reached', virtual(`http: [{${to}}, {${to}}]`), 'warned'],
  [
    'a match is there once',
    virtual(`http: [{match: [{uri: {exact: /}}], ${to}}, {match: [{uri: {exact: /}}], ${to}}]`),
    'warned',
  ],
  ['a TCP match is there once', virtual(`tcp: [{match: [{port: 1}], ${to}}, {match: [{port: 1}], ${to}}]`), 'warned'],
  ['a rule that delegates does not route', rule(`delegate: {name: a}, ${to}`), 'refused'],
  ['a rule that delegates does not redirect', rule('delegate: {name: a}, redirect: {uri: /}'), 'refused'],
  ['a delegate does not delegate', delegated('delegate: {name: a}'), 'refused'],
  ['a rule does something', rule('match: [{uri: {exact: /}}]'), 'refused'],
  ['a rule does one thing', rule(`${to}, redirect: {uri: /}`), 'refused'],
  ['a rule answers or redirects', rule('directResponse: {status: 200}, redirect: {uri: /}'), 'refused'],
  ['a redirect has no fault', rule('redirect: {uri: /}, fault: {abort: {httpStatus: 500}}'), 'refused'],
  ['a redirect has no rewrite', rule('redirect: {uri: /}, rewrite: {uri: /}'), 'refused'],
  ['an answer has no rewrite', rule('directResponse: {status: 200}, rewrite: {uri: /}'), 'refused'],
  [
    'there is a mirror or there are mirrors',
    rule(`${to}, mirror: {host: b}, mirrors: [{destination: {host: b}}]`),
    'refused',
  ],
  ['a share of a mirror is a percentage', rule(`${to}, mirror: {host: b}, mirrorPercentage: {value: 101}`), 'refused'],
  ['mirrorPercent is old', rule(`${to}, mirror: {host: b}, mirrorPercent: 5`), 'warned'],
  [
    'weights are more than 0',
    rule('route: [{destination: {host: a}, weight: 0}, {destination: {host: b}, weight: 0}]'),
    'refused',
  ],
  [
    'a weight is not negative',
    rule('route: [{destination: {host: a}, weight: -1}, {destination: {host: b}, weight: 3}]'),
    'refused',
  ],
  ['the host of a destination is a name', rule('route: [{destination: {host: a_b}}]'), 'refused'],
  ['a subset is a label', rule('route: [{destination: {host: a, subset: a_b}}]'), 'refused'],
  [
    'the port of a destination is in range',
    rule('route: [{destination: {host: a, port: {number: 65536}}}]'),
    'refused',
  ],
  [
    'the authority is set once',
    rule(`${to}, rewrite: {authority: b}, headers: {request: {set: {":authority": c}}}`),
    'refused',
  ],
  [
    'the authority is set once, by host too',
    rule(`${to}, headers: {request: {set: {host: a}, add: {":authority": b}}}`),
    'refused',
  ],
  ['names of headers are tokens', match('headers: {"a b": {exact: c}}'), 'refused'],
  [
    'claims are for gateways only',
    virtual(`http: [{match: [{headers: {"@request.auth.claims.a": {exact: b}}}], ${to}}]`, 'hosts: [a.com]'),
    'refused',
  ],
  ['claims are for gateways', match('headers: {"@request.auth.claims.a": {exact: b}}'), 'accepted'],
  ['a header that has to be there is not null', match('headers: {a: null}'), 'refused'],
  ['a header that has to be there is {}', match('headers: {a: {}}'), 'accepted'],
  ['* is an expression where headers must be missing', match('withoutHeaders: {a: {regex: "*"}}'), 'accepted'],
  ['* is no expression elsewhere', match('headers: {a: {regex: "*"}}'), 'refused'],
  ['a prefix is not empty', match('headers: {a: {prefix: ""}}'), 'refused'],
  ['an expression is not empty', match('uri: {regex: ""}'), 'refused'],
  ['an expression is short', match(`uri: {regex: ${'a'.repeat(1025)}}`), 'refused'],
  ['an expression is RE2', match('uri: {regex: "(?=a)"}'), 'refused'],
  ['the port of a match is in range', match('port: 65536'), 'refused'],
  ['gateways of a match are names', match('gateways: [a/b/c]'), 'refused'],
  ['the namespace of a source is a label', match('sourceNamespace: a_b'), 'refused'],
  ['a rewrite does something', rule(`${to}, rewrite: {}`), 'refused'],
  [
    'a rewrite has one way for paths',
    rule(`${to}, rewrite: {uri: /a, uriRegexRewrite: {match: a, rewrite: b}}`),
    'refused',
  ],
  ['a rewrite by expression has both parts', rule(`${to}, rewrite: {uriRegexRewrite: {match: a}}`), 'refused'],
  ['a redirect does something', rule('redirect: {}'), 'refused'],
  ['a redirect has one way for paths', rule('redirect: {uri: /a, prefixRewrite: /b}'), 'refused'],
  [
    'a redirect of a prefix is for prefixes',
    rule('match: [{uri: {exact: /a}}], redirect: {prefixRewrite: /b}'),
    'refused',
  ],
  ['the code of a redirect is 3xx', rule('redirect: {uri: /, redirectCode: 200}'), 'refused'],
  ['the scheme of a redirect is http or https', rule('redirect: {scheme: ftp}'), 'refused'],
  ['the status of an answer is one', rule('directResponse: {status: 700}'), 'refused'],
  [
    'a body is at most 1 MiB',
    rule(`directResponse: {status: 200, body: {string: ${'a'.repeat(1024 * 1024 + 1)}}}`),
    'refused',
  ],
  ['a body is small', rule(`directResponse: {status: 200, body: {string: ${'a'.repeat(101 * 1024)}}}`), 'warned'],
  ['a fault does something', rule(`${to}, fault: {}`), 'refused'],
  ['the status of a fault is one', rule(`${to}, fault: {abort: {httpStatus: 700, percentage: {value: 1}}}`), 'refused'],
  [
    'the gRPC status of a fault is known',
    rule(`${to}, fault: {abort: {grpcStatus: SOME, percentage: {value: 1}}}`),
    'refused',
  ],
  [
    'the share of a fault is 0 or more than 0.0001',
    rule(`${to}, fault: {abort: {httpStatus: 500, percentage: {value: 0.00001}}}`),
    'refused',
  ],
  [
    'a delay is a millisecond at least',
    rule(`${to}, fault: {delay: {fixedDelay: 1us, percentage: {value: 1}}}`),
    'refused',
  ],
  ['an exponential delay is not supported', rule(`${to}, fault: {delay: {exponentialDelay: 1s}}`), 'refused'],
  ['a fault of HTTP/2 is not supported', rule(`${to}, fault: {abort: {http2Error: CANCEL}}`), 'refused'],
  ['an abort has a type', rule(`${to}, fault: {abort: {percentage: {value: 1}}}`), 'warned'],
  ['attempts are not negative', rule(`${to}, retries: {attempts: -1}`), 'refused'],
  ['no attempts have no other settings', rule(`${to}, retries: {attempts: 0, perTryTimeout: 1s}`), 'refused'],
  ['conditions of retries are known', rule(`${to}, retries: {attempts: 1, retryOn: sometimes}`), 'refused'],
  ['conditions of retries may be a status', rule(`${to}, retries: {attempts: 1, retryOn: "503"}`), 'accepted'],
  ['the time of a try is whole milliseconds', rule(`${to}, retries: {attempts: 1, perTryTimeout: 1.5ms}`), 'refused'],
  ['methods of CORS are known', rule(`${to}, corsPolicy: {allowMethods: [SOME]}`), 'refused'],
  ['headers of CORS are tokens', rule(`${to}, corsPolicy: {allowHeaders: ["a b"]}`), 'refused'],
  ['maxAge is whole seconds', rule(`${to}, corsPolicy: {maxAge: 1500ms}`), 'refused'],
  ['maxAge is not 0', rule(`${to}, corsPolicy: {maxAge: 0s}`), 'refused'],
  ['an origin says how it is matched', rule(`${to}, corsPolicy: {allowOrigins: [{}]}`), 'refused'],
  ['a timeout is whole milliseconds', rule(`${to}, timeout: 1.5ms`), 'refused'],
  ['a timeout is not 0', rule(`${to}, timeout: 0s`), 'refused'],
  ['TLS has a match', virtual(`tls: [{${to}}]`), 'refused'],
  ['TLS has a name', virtual(`tls: [{match: [{sniHosts: []}], ${to}}]`), 'refused'],
  ['TLS names are among the hosts', virtual(`tls: [{match: [{sniHosts: [b.com]}], ${to}}]`), 'refused'],
  [
    'a TLS name is no address',
    virtual(`tls: [{match: [{sniHosts: [10.0.0.1]}], ${to}}]`, 'hosts: [10.0.0.1], gateways: [front]'),
    'warned',
  ],
  ['TLS has a route', virtual('tls: [{match: [{sniHosts: [a.com]}]}]'), 'refused'],
  ['TCP has a route', virtual('tcp: [{match: [{port: 1}]}]'), 'refused'],
  ['TCP subnets are subnets', virtual(`tcp: [{match: [{destinationSubnets: [10.0.0.0/40]}], ${to}}]`), 'refused'],
  ['exportTo has namespaces', virtual(`exportTo: [a_b], http: [{${to}}]`), 'refused'],
  ['exportTo has each once', virtual(`exportTo: [., default], http: [{${to}}]`), 'refused'],
  ['exportTo has * alone', virtual(`exportTo: ["*", a], http: [{${to}}]`), 'refused'],
  ['exportTo has no ~', virtual(`exportTo: ["~"], http: [{${to}}]`), 'refused'],
]);

const policy = (fields: string): string => `{host: a, trafficPolicy: {${fields}}}`;
const balancer = (fields: string): string => policy(`loadBalancer: {${fields}}`);
const hashed = (fields: string): string => balancer(`consistentHash: {${fields}}`);
const locality = (fields: string, rest = 'outlierDetection: {interval: 1s}'): string =>
  policy(`${rest}${rest === '' ? '' : ', '}loadBalancer: {localityLbSetting: {${fields}}}`);
const pool = (fields: string): string => policy(`connectionPool: {${fields}}`);
const client = (fields: string): string => policy(`tls: {${fields}}`);

testCases('DestinationRule', [
  ['the host is a name', '{host: a_b}', 'refused'],
  ['subsets have names', '{host: a, subsets: [{name: ""}]}', 'refused'],
  ['subsets have labels as names', '{host: a, subsets: [{name: a_b}]}', 'refused'],
  ['subsets have names of their own', '{host: a, subsets: [{name: b}, {name: b}]}', 'refused'],
  ['a subset is not null', '{host: a, subsets: [null]}', 'refused'],
  ['a policy says something', '{host: a, trafficPolicy: {}}', 'refused'],
  ['a policy of a port has a port', policy('portLevelSettings: [{tls: {mode: SIMPLE}}]'), 'refused'],
  ['a policy of a port says something', policy('portLevelSettings: [{port: {number: 80}}]'), 'refused'],
  [
    'a rule for workloads is exported to .',
    '{host: a, workloadSelector: {matchLabels: {a: b}}, exportTo: ["*"]}',
    'refused',
  ],
  [
    'a tunnel has no proxy protocol',
    policy('tunnel: {protocol: CONNECT, targetHost: a, targetPort: 1}, proxyProtocol: {version: V1}'),
    'refused',
  ],
  ['a tunnel is CONNECT or POST', policy('tunnel: {protocol: GET, targetHost: a, targetPort: 1}'), 'refused'],
  ['a tunnel has a host', policy('tunnel: {targetHost: a_b, targetPort: 1}'), 'refused'],
  ['a tunnel has a port', policy('tunnel: {targetHost: a, targetPort: 0}'), 'refused'],
  ['a proxy protocol has version 1 or 2', policy('proxyProtocol: {version: V3}'), 'refused'],
  ['a pool says something', pool(''), 'refused'],
  ['limits are not negative', pool('http: {http1MaxPendingRequests: -1}'), 'refused'],
  ['limits of connections are not negative', pool('tcp: {maxConnections: -1}'), 'refused'],
  ['times are a millisecond at least', pool('tcp: {connectTimeout: 1us}'), 'refused'],
  ['idle times are a millisecond at least', pool('http: {idleTimeout: 0s}'), 'refused'],
  [
    "the client's protocol is not upgraded",
    pool('http: {useClientProtocol: true, h2UpgradePolicy: UPGRADE}'),
    'refused',
  ],
  ['a cookie has a name', hashed('httpCookie: {name: "", ttl: 0s}'), 'refused'],
  [
    'attributes of a cookie have names of their own',
    hashed('httpCookie: {name: a, attributes: [{name: b}, {name: b}]}'),
    'refused',
  ],
  ['a hash has one algorithm', hashed('useSourceIp: true, ringHash: {}, maglev: {tableSize: 7}'), 'refused'],
  ['the size of a ring is not said twice', hashed('useSourceIp: true, minimumRingSize: 5, ringHash: {}'), 'refused'],
  ['the size of a table is a prime', hashed('useSourceIp: true, maglev: {tableSize: 8}'), 'refused'],
  ['the size of a table is below 5000011', hashed('useSourceIp: true, maglev: {tableSize: 5000011}'), 'refused'],
  ['the size of a table is set', hashed('useSourceIp: true, maglev: {tableSize: 0}'), 'refused'],
  [
    'localities are not zones, too',
    balancer('localityLbSetting: {enabled: true}, zoneAwareLbSetting: {enabled: true}'),
    'refused',
  ],
  ['a warm-up has a duration', balancer('warmup: {minimumPercent: 5}'), 'refused'],
  ['a warm-up begins below 100', balancer('warmup: {duration: 1s, minimumPercent: 101}'), 'refused'],
  ['a warm-up is more than still', balancer('warmup: {duration: 1s, aggression: 0}'), 'refused'],
  [
    'localities are distributed or failed over',
    locality('distribute: [{from: a, to: {a: 100}}], failover: [{from: a, to: b}]'),
    'refused',
  ],
  ['a share is 1 to 100', locality('distribute: [{from: a, to: {a: 100, b: 0}}]'), 'refused'],
  ['shares are 100 in all', locality('distribute: [{from: a, to: {a: 60}}]'), 'refused'],
  [
    'localities do not overlap',
    locality('distribute: [{from: a, to: {b: 100}}, {from: a/b, to: {b: 100}}]'),
    'refused',
  ],
  ['failover needs outlier detection', locality('failover: [{from: a, to: b}]', ''), 'warned'],
  ['failover leads elsewhere', locality('failover: [{from: a, to: a}]'), 'refused'],
  ['failover has regions only', locality('failover: [{from: a/b, to: c}]'), 'refused'],
  ['failover has no *', locality('failover: [{from: a, to: "*"}]'), 'refused'],
  ['consecutiveErrors is old', policy('outlierDetection: {consecutiveErrors: 5}'), 'warned'],
  ['percentages are up to 100', policy('outlierDetection: {maxEjectionPercent: 101}'), 'refused'],
  ['an interval is a millisecond at least', policy('outlierDetection: {interval: 1us}'), 'refused'],
  ['a credential has no files', client('mode: MUTUAL, credentialName: a, clientCertificate: /c'), 'refused'],
  ['MUTUAL by file has a certificate', client('mode: MUTUAL, privateKey: /k'), 'refused'],
  ['MUTUAL by file has a key', client('mode: MUTUAL, clientCertificate: /c'), 'refused'],
  ['who does not verify has no CA', client('mode: SIMPLE, insecureSkipVerify: true, caCertificates: /c'), 'refused'],
  [
    'who does not verify has no names',
    client('mode: SIMPLE, insecureSkipVerify: true, subjectAltNames: [a]'),
    'refused',
  ],
  ['a ConfigMap is in the same namespace', client('mode: SIMPLE, credentialName: "configmap://other/a"'), 'refused'],
]);

const entry = (fields: string): string => `{${fields}}`;
const port = 'ports: [{number: 80, name: http, protocol: HTTP}]';

testCases('ServiceEntry', [
  ['there is a host', entry(`hosts: [], ${port}, resolution: DNS`), 'refused'],
  ['* is no host', entry(`hosts: ["*"], ${port}, resolution: NONE`), 'refused'],
  ['a host is no partial wildcard', entry(`hosts: ["*-a.com"], ${port}, resolution: NONE`), 'warned'],
  ['addresses are addresses', entry(`hosts: [a.com], addresses: [b], ${port}, resolution: NONE`), 'refused'],
  [
    'subnets are for NONE and STATIC',
    entry(`hosts: [a.com], addresses: [10.0.0.0/8], ${port}, resolution: DNS`),
    'refused',
  ],
  [
    'ports have names of their own',
    entry(
      'hosts: [a.com], ports: [{number: 80, name: a, protocol: HTTP}, {number: 81, name: a, protocol: HTTP}], resolution: DNS',
    ),
    'refused',
  ],
  [
    'ports have numbers of their own',
    entry(
      'hosts: [a.com], ports: [{number: 80, name: a, protocol: HTTP}, {number: 80, name: b, protocol: HTTP}], resolution: DNS',
    ),
    'refused',
  ],
  [
    'there is a selector or there are endpoints',
    entry(
      `hosts: [a.com], ${port}, resolution: STATIC, workloadSelector: {labels: {a: b}}, endpoints: [{address: 10.0.0.1}]`,
    ),
    'refused',
  ],
  [
    'NONE has no endpoints',
    entry(`hosts: [a.com], ${port}, resolution: NONE, endpoints: [{address: 10.0.0.1}]`),
    'refused',
  ],
  [
    'NONE has no selector',
    entry(`hosts: [a.com], ${port}, resolution: NONE, workloadSelector: {labels: {a: b}}`),
    'warned',
  ],
  [
    'STATIC has addresses',
    entry(`hosts: [a.com], ${port}, resolution: STATIC, endpoints: [{address: b.com}]`),
    'refused',
  ],
  [
    'STATIC has sockets',
    entry(`hosts: [a.com], ${port}, resolution: STATIC, endpoints: [{address: "unix:///a"}]`),
    'accepted',
  ],
  ['DNS without endpoints has names', entry(`hosts: ["*.a.com"], ${port}, resolution: DNS`), 'refused'],
  [
    'DNS has names or addresses',
    entry(`hosts: [a.com], ${port}, resolution: DNS, endpoints: [{address: a_b}]`),
    'refused',
  ],
  [
    'DNS_ROUND_ROBIN has one endpoint',
    entry(`hosts: [a.com], ${port}, resolution: DNS_ROUND_ROBIN, endpoints: [{address: b.com}, {address: c.com}]`),
    'refused',
  ],
  ['DYNAMIC_DNS has wildcards', entry(`hosts: [a.com], ${port}, resolution: DYNAMIC_DNS`), 'refused'],
  [
    'DYNAMIC_DNS has no endpoints',
    entry(`hosts: ["*.a.com"], ${port}, resolution: DYNAMIC_DNS, endpoints: [{address: b.com}]`),
    'refused',
  ],
  [
    'DYNAMIC_DNS has no addresses',
    entry(`hosts: ["*.a.com"], addresses: [10.0.0.1], ${port}, resolution: DYNAMIC_DNS`),
    'refused',
  ],
  [
    'DYNAMIC_DNS has no TCP',
    entry('hosts: ["*.a.com"], ports: [{number: 80, name: a, protocol: TCP}], resolution: DYNAMIC_DNS'),
    'refused',
  ],
  [
    'ports of endpoints are those of the service',
    entry(`hosts: [a.com], ${port}, resolution: STATIC, endpoints: [{address: 10.0.0.1, ports: {other: 80}}]`),
    'refused',
  ],
  [
    'several hosts are told apart',
    entry('hosts: [a.com, b.com], ports: [{number: 80, name: a, protocol: TCP}], resolution: DNS'),
    'refused',
  ],
  [
    'several hosts are not told apart by NONE',
    entry(
      'hosts: [a.com, b.com], addresses: [10.0.0.1], ports: [{number: 80, name: a, protocol: TCP}], resolution: NONE',
    ),
    'accepted',
  ],
  [
    'a socket serves one port',
    entry(
      'hosts: [a.com], ports: [{number: 80, name: a, protocol: HTTP}, {number: 81, name: b, protocol: HTTP}], resolution: STATIC, endpoints: [{address: "unix:///a"}]',
    ),
    'refused',
  ],
  [
    'a socket has no ports',
    entry(`hosts: [a.com], ${port}, resolution: STATIC, endpoints: [{address: "unix:///a", ports: {http: 80}}]`),
    'refused',
  ],
  ['~ is for services', entry(`hosts: [a.com], ${port}, resolution: DNS, exportTo: ["~"]`), 'accepted'],
  ['~ is alone', entry(`hosts: [a.com], ${port}, resolution: DNS, exportTo: ["~", a]`), 'refused'],
  ['a selector has labels', entry(`hosts: [a.com], ${port}, resolution: STATIC, workloadSelector: {}`), 'warned'],
]);

testCases('WorkloadEntry', [
  ['there is an address', '{}', 'refused'],
  ['an address may be that of another network', '{network: a}', 'warned'],
  ['an address is one, or a name', '{address: a_b}', 'refused'],
  ['a socket has no ports', '{address: "unix:///a", ports: {http: 80}}', 'refused'],
  ['labels are labels', '{address: 10.0.0.1, labels: {a: "*"}}', 'refused'],
]);
