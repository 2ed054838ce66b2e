import { describe } from 'mocha';
import { testVerdicts } from './verdict-table.ts';

const server = (fields: string) =>
  `{servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: [a.com], ${fields}}]}`;
const plain = (fields: string) => `{servers: [{port: {number: 80, name: http, protocol: HTTP}, ${fields}}]}`;
const tls = (fields: string) => server(`tls: {${fields}}`);
const path = 'spec.servers[0]';

describe('a Gateway', () => {
  testVerdicts('Gateway', {
    'needs a server': ['{}', ['spec.servers: gateway must have at least one server']],
    'needs a host': [plain('hosts: []'), [`${path}.hosts: server config must contain at least one host`]],
    'takes hosts with a namespace': [plain('hosts: [ns/a.com, ./b.com, "*/*.c.com", "*"]'), []],
    'takes no namespace that is no label': [
      plain('hosts: [n_s/a.com]'),
      [`${path}.hosts[0]: invalid namespace value "n_s"`],
    ],
    'takes no empty namespace': [
      plain('hosts: [/a.com]'),
      [
        `${path}.hosts[0]: config namespace and dnsName in host entry cannot be empty`,
        `${path}.hosts[0]: invalid namespace value ""`,
      ],
    ],
    'takes addresses as hosts': [plain('hosts: [10.0.0.1]'), []],
    'takes no short names': [plain('hosts: [shop]'), [`${path}.hosts[0]: short names (non FQDN) are not allowed`]],
    'takes no partial wildcards': [
      plain('hosts: ["*a.com"]'),
      [`${path}.hosts[0]: partial wildcard "*a.com" not allowed`],
    ],
    'takes no name that ends in a number': [
      plain('hosts: ["*.1"]'),
      [`${path}.hosts[0]: domain name "1" invalid (top level domain "1" cannot be all-numeric)`],
    ],
    'takes a name that ends in a dot': [plain('hosts: [a.com.]'), []],
    'takes a protocol in any case': ['{servers: [{port: {number: 1, name: x, protocol: gRpC-wEb}, hosts: ["*"]}]}', []],
    'takes no target port': [
      '{servers: [{port: {number: 1, name: x, protocol: TCP, targetPort: 3}, hosts: ["*"]}]}',
      [`${path}.port.targetPort: targetPort has no impact on Gateways`],
    ],
    'binds to a socket only without a port': [
      plain('hosts: [a.com], bind: "unix:///a"'),
      [`${path}.port: port number must be 0 for unix domain socket`],
    ],
    'binds to a socket': [
      '{servers: [{port: {number: 0, name: x, protocol: HTTP}, hosts: ["*"], bind: "unix://@a"}]}',
      [],
    ],
    'binds to no relative socket': [
      '{servers: [{port: {number: 0, name: x, protocol: HTTP}, hosts: ["*"], bind: "unix://a"}]}',
      [`${path}.bind: a is not an absolute path to a file`],
    ],
    'may redirect plain HTTP': [plain('hosts: [a.com], tls: {httpsRedirect: true}'), []],
    'has no TLS on plain HTTP': [
      plain('hosts: [a.com], tls: {mode: SIMPLE, credentialName: a}'),
      [`${path}.tls: server cannot have TLS settings for plain text HTTP ports`],
    ],
    'has no TLS on other protocols': [
      '{servers: [{port: {number: 1, name: x, protocol: TCP}, hosts: ["*"], tls: {mode: SIMPLE, credentialName: a}}]}',
      [`${path}.tls: server cannot have TLS settings for non HTTPS/TLS ports`],
    ],
    'has TLS on HTTPS': [server('name: x'), [`${path}.tls: server must have TLS settings for HTTPS/TLS protocols`]],
    'is warned of a redirect that is none': [
      tls('mode: SIMPLE, credentialName: a, httpsRedirect: true'),
      [`warning ${path}.tls.httpsRedirect: tls.httpsRedirect should only be used with http servers`],
    ],
    'has unique port names': [
      '{servers: [{port: {number: 1, name: x, protocol: TCP}, hosts: ["*"]}, {port: {number: 2, name: x, protocol: TCP}, hosts: ["*"]}]}',
      ['spec.servers[1].port.name: port names in servers must be unique: duplicate name x'],
    ],
  });
});

describe('TLS settings of a Gateway', () => {
  testVerdicts('Gateway', {
    'SIMPLE needs certificate and key': [
      tls('mode: SIMPLE'),
      [
        `${path}.tls.serverCertificate: SIMPLE TLS requires a server certificate`,
        `${path}.tls.privateKey: SIMPLE TLS requires a private key`,
      ],
    ],
    'MUTUAL needs a CA, too': [
      tls('mode: MUTUAL, serverCertificate: /a, privateKey: /b'),
      [`${path}.tls.caCertificates: MUTUAL TLS requires a client CA bundle`],
    ],
    'OPTIONAL_MUTUAL needs a CA, too': [
      tls('mode: OPTIONAL_MUTUAL, serverCertificate: /a, privateKey: /b'),
      [`${path}.tls.caCertificates: MUTUAL TLS requires a client CA bundle`],
    ],
    'a Secret is enough': [tls('mode: MUTUAL, credentialName: a'), []],
    'several certificates are enough': [
      tls('mode: SIMPLE, tlsCertificates: [{serverCertificate: /a, privateKey: /b}]'),
      [],
    ],
    'one source, not two': [
      tls('mode: SIMPLE, credentialName: a, serverCertificate: /a, privateKey: /b'),
      [`${path}.tls: only one of credentialName, credentialNames, serverCertificate/privateKey, tlsCertificates`],
    ],
    'the schema knows sources that exclude each other': [
      tls('mode: SIMPLE, credentialName: a, credentialNames: [b]'),
      [`${path}.tls: only one of credentialName, credentialNames may be set`],
    ],
    'ISTIO_MUTUAL brings its own': [
      tls('mode: ISTIO_MUTUAL, credentialName: a, privateKey: /b'),
      [
        `${path}.tls.privateKey: ISTIO_MUTUAL TLS cannot have associated privateKey`,
        `${path}.tls.credentialName: ISTIO_MUTUAL TLS cannot have associated credentialName`,
      ],
    ],
    'PASSTHROUGH uses none': [
      tls('mode: PASSTHROUGH, credentialName: a'),
      [`warning ${path}.tls: PASSTHROUGH mode does not use certificates, they will be ignored`],
    ],
    'a revocation list needs client certificates': [
      tls('mode: SIMPLE, serverCertificate: /a, privateKey: /b, caCrl: /c'),
      [`${path}.tls.caCrl: CRL is not supported with SIMPLE TLS`],
    ],
    'a revocation list beside a Secret passes': [tls('mode: MUTUAL, credentialName: a, caCrl: /c'), []],
    'names of clients need client certificates': [
      tls('mode: SIMPLE, credentialName: a, subjectAltNames: [b]'),
      [`${path}.tls.subjectAltNames: SIMPLE TLS asks for no client certificate`],
    ],
    'cipher suites that are unknown or twice there are ignored': [
      tls('mode: SIMPLE, credentialName: a, cipherSuites: [X, AES128-SHA, AES128-SHA, "[a|b]", ALL]'),
      [
        `warning ${path}.tls.cipherSuites: ignoring invalid cipher suites: X`,
        `warning ${path}.tls.cipherSuites: ignoring duplicate cipher suites: AES128-SHA`,
      ],
    ],
    'old versions need suites of their own': [
      tls('mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_0'),
      [`warning ${path}.tls.minProtocolVersion: TLS versions below 1.2 need compatible cipher suites`],
    ],
  });
});
