import { describe } from 'mocha';
import { testVerdicts } from './verdict-table.ts';

const rule = (fields: string): string => `{rules: [{${fields}}]}`;
const source = (fields: string): string => rule(`from: [{source: {${fields}}}]`);
const operation = (fields: string): string => rule(`to: [{operation: {${fields}}}]`);
const when = (fields: string): string => rule(`when: [{${fields}}]`);
const custom = (fields: string): string => `{action: CUSTOM, provider: {name: p}, rules: [{${fields}}]}`;
const at = 'spec.rules[0]';

describe('an AuthorizationPolicy', () => {
  testVerdicts(
    'AuthorizationPolicy',
    {
      'allows nothing without rules': ['{}', []],
      'allows everything by an empty rule': ['{rules: [{}]}', []],
      'takes every field': [
        '{selector: {matchLabels: {app: web}}, rules: [{from: [{source: {principals: ["a*"], requestPrincipals: ["*"], ' +
          'namespaces: [ns], ipBlocks: [1.2.3.4, 5.6.0.0/16], remoteIpBlocks: ["::1"]}}], to: [{operation: {methods: [GET], ' +
          'hosts: ["*.a.com"], ports: ["80"], paths: [/a, "/b/*", "/t/{*}", "/{**}/t"]}}], when: [' +
          '{key: "request.headers[x-a]", values: [a]}, {key: source.ip, notValues: [10.0.0.0/8]}, ' +
          '{key: "request.auth.claims[a][b]", values: [c]}, {key: destination.port, values: ["91"]}, ' +
          '{key: "experimental.envoy.filters.a.b[c]", values: [d]}]}]}',
        [],
      ],
      'takes no unknown field': [rule('form: []'), [`${at}.form: unknown field "form", did you mean "from"?`]],
      'takes no unknown action': ['{action: REFUSE}', ['spec.action: unknown value "REFUSE"']],
      'takes no rule that is null': ['{rules: [null]}', [`${at}: expected an object, got null`]],
      'denies by no rules at all': ['{action: DENY}', ['spec.rules: DENY action without rules is never triggered']],
      'needs a source': [rule('from: [{}]'), [`${at}.from[0].source: source must be set`]],
      'needs something in a source': [source(''), [`${at}.from[0].source: must not be empty`]],
      'needs one source': [rule('from: []'), [`${at}.from: from must not be empty`]],
      'needs an operation': [rule('to: [{}]'), [`${at}.to[0].operation: operation must be set`]],
      'needs something in an operation': [operation(''), [`${at}.to[0].operation: must not be empty`]],
      'needs one operation': [rule('to: []'), [`${at}.to: to must not be empty`]],
      'takes no empty values': [
        source('principals: [""]'),
        [`${at}.from[0].source.principals[0]: empty value not allowed`],
      ],
      'takes addresses only': [
        source('notIpBlocks: [10.0.0.0/33]'),
        [`${at}.from[0].source.notIpBlocks[0]: 10.0.0.0/33 is not a valid CIDR block`],
      ],
      'takes service accounts alone': [
        source('serviceAccounts: [a/b], namespaces: [a]'),
        [`${at}.from[0].source: cannot set serviceAccounts with namespaces or principals`],
      ],
      'takes ports that are numbers': [
        operation('ports: [http], notPorts: ["65536"]'),
        [`${at}.to[0].operation.ports[0]: bad port http`, `${at}.to[0].operation.notPorts[0]: bad port 65536`],
      ],
      'takes no template with a name in it': [
        operation('paths: ["/{*}/{name}"]'),
        [`${at}.to[0].operation.paths[0]: invalid or unsupported path template`],
      ],
      'knows its attributes': [when('key: request.method, values: [a]'), [`${at}.when[0].key: unknown attribute`]],
      'needs a key': [when('key: "", values: [a]'), [`${at}.when[0].key: key must not be empty`]],
      'needs values': [when('key: source.ip'), [`${at}.when[0]: at least one of values or notValues must be set`]],
      'needs brackets around a header': [
        when('key: request.headers, values: [a]'),
        [`${at}.when[0].key: bad key request.headers: should have format a[b]`],
      ],
      'has the namespace in its metadata': [
        when('key: destination.namespace, values: [a]'),
        [`${at}.when[0].key: attribute destination.namespace is replaced by the metadata.namespace`],
      ],
      'has the labels in its selector': [
        when('key: "destination.labels[a]", values: [a]'),
        [`${at}.when[0].key: attribute destination.labels[a] is replaced by the workload selector`],
      ],
      'checks values by their key': [
        when('key: destination.ip, values: [a]'),
        [`${at}.when[0].values[0]: a is not a valid IP`],
      ],
      'needs a provider for CUSTOM': [
        '{action: CUSTOM, rules: [{}]}',
        ['spec.provider.name: provider.name must not be empty'],
      ],
      'needs rules for CUSTOM': ['{action: CUSTOM, provider: {name: p}}', ['spec.rules: CUSTOM action without rules']],
      'has a provider for CUSTOM only': [
        '{provider: {name: p}}',
        ['spec.provider: provider must not be with non CUSTOM'],
      ],
      'asks nobody about identities of the mesh': [
        custom('from: [{source: {namespaces: [ns]}}], when: [{key: request.auth.audiences, values: [a]}]'),
        [
          `${at}.from[0].source.namespaces: namespaces is not supported with CUSTOM action`,
          `${at}.when[0].key: request.auth.audiences is not supported with CUSTOM action`,
        ],
      ],
      'warns where DENY takes all of TCP': [
        '{action: DENY, rules: [{to: [{operation: {paths: [/a]}}]}, {from: [{source: {requestPrincipals: [a]}}]}]}',
        [`warning ${at}: it denies all traffic to TCP ports`, 'warning spec.rules[1]: it denies all traffic to TCP'],
      ],
      'does not warn where DENY names a port': [
        '{action: DENY, rules: [{to: [{operation: {paths: [/a], ports: ["80"]}}]}, {from: [{source: {namespaces: [a]}}]}]}',
        [],
      ],
      'has one way to say what it is for': [
        '{selector: {matchLabels: {a: b}}, targetRef: {kind: Service, name: a}}',
        ['spec: only one of targetRefs or selector can be set'],
      ],
      'takes no wildcard in labels': [
        '{selector: {matchLabels: {app: "*"}}}',
        ['spec.selector.matchLabels.app: wildcard is not supported in selector'],
      ],
      'warns of a selector without labels': [
        '{selector: {}}',
        ['warning spec.selector.matchLabels: workload selector specified without labels'],
      ],
      'is for Services and Gateways of the Gateway API': [
        '{targetRefs: [{kind: Service, name: a}, {group: gateway.networking.k8s.io, kind: Gateway, name: a}, {kind: Pod, name: a, namespace: b}]}',
        [
          'spec.targetRefs[2].namespace: cross namespace referencing is not supported',
          'spec.targetRefs[2]: target must be a Service, ServiceEntry, Gateway or GatewayClass, not /Pod',
        ],
      ],
    },
    'security.istio.io/v1beta1',
  );
});

const jwt = (fields: string): string => `{jwtRules: [{${fields}}]}`;
const jwtAt = 'spec.jwtRules[0]';

describe('a RequestAuthentication', () => {
  testVerdicts(
    'RequestAuthentication',
    {
      'takes every field': [
        jwt(
          'issuer: a, audiences: [b], jwksUri: "https://a.com/keys", fromHeaders: [{name: x, prefix: "Bearer "}], fromParams: [t], fromCookies: [c], outputPayloadToHeader: x-p, forwardOriginalToken: true, outputClaimToHeaders: [{header: x-c, claim: c}], timeout: 5s, spaceDelimitedClaims: [scope]',
        ),
        [],
      ],
      'needs an issuer, or a place of keys': [
        jwt('audiences: [b]'),
        [`${jwtAt}.issuer: issuer or jwksUri must be set`],
      ],
      'takes no empty audience': [jwt('issuer: a, audiences: [""]'), [`${jwtAt}.audiences[0]: must not be empty`]],
      'takes URLs of HTTP only': [jwt('issuer: a, jwksUri: "ftp://a"'), [`${jwtAt}.jwksUri: must be a URL`]],
      'takes keys as JSON': [jwt('issuer: a, jwks: "[]"'), [`${jwtAt}.jwks: is no JSON Web Key Set`]],
      'warns of private keys': [
        jwt(`issuer: a, jwks: '{"keys": [{"kty": "EC", "d": "x"}]}'`),
        [`warning ${jwtAt}.jwks: holds private keys`],
      ],
      'takes keys in one way': [
        jwt(`issuer: a, jwks: '{"keys": []}', jwksUri: "http://a"`),
        [`${jwtAt}: only one of jwksUri, jwks may be set`],
      ],
      'needs names of headers': [
        jwt('issuer: a, fromHeaders: [{prefix: x}, {name: ""}]'),
        [`${jwtAt}.fromHeaders[0].name: required field is missing`, `${jwtAt}.fromHeaders[1].name: must not be empty`],
      ],
      'needs names of parameters and cookies': [
        jwt('issuer: a, fromParams: [""], fromCookies: [""]'),
        [`${jwtAt}.fromParams[0]: must not be empty`, `${jwtAt}.fromCookies[0]: must not be empty`],
      ],
      'needs a header and a claim': [
        jwt('issuer: a, outputClaimToHeaders: [{header: ":a", claim: ""}]'),
        [
          `${jwtAt}.outputClaimToHeaders[0].header: ":a" must match`,
          `${jwtAt}.outputClaimToHeaders[0].claim: must not`,
        ],
      ],
      'takes a time of a millisecond at least': [jwt('issuer: a, timeout: 0s'), [`${jwtAt}.timeout: "0s" must be`]],
    },
    'security.istio.io/v1',
  );
});

describe('a PeerAuthentication', () => {
  const selector = 'selector: {matchLabels: {a: b}}';
  testVerdicts(
    'PeerAuthentication',
    {
      'takes a mode': ['{mtls: {mode: STRICT}}', []],
      'takes no unknown mode': ['{mtls: {mode: SOME}}', ['spec.mtls.mode: unknown value "SOME"']],
      'takes modes of ports': [`{${selector}, portLevelMtls: {"80": {mode: DISABLE}}}`, []],
      'needs labels for modes of ports': [
        '{portLevelMtls: {"80": {mode: DISABLE}}}',
        ['spec.portLevelMtls: portLevelMtls requires selector'],
      ],
      'needs a port': [`{${selector}, portLevelMtls: {}}`, ['spec.portLevelMtls: must have at least one port']],
      'takes ports that are numbers': [
        `{${selector}, portLevelMtls: {"0": {}, "65536": {}, a: {}}}`,
        [
          'spec.portLevelMtls["0"]: port must be in range 1..65535',
          'spec.portLevelMtls["65536"]: port must be in range',
          'spec.portLevelMtls.a: port must be in range',
        ],
      ],
    },
    'security.istio.io/v1',
  );
});
