import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { compileFormat, compileParts } from '../../../src/engine/http/format.ts';
import { Headers } from '../../../src/engine/http/headers.ts';
import type { DownstreamConnection, TlsFacts } from '../../../src/engine/http/stream.ts';
import type { StreamInfo } from '../../../src/engine/http/stream-info.ts';
import { createIdentity } from '../../support/certificates.ts';

const connection: DownstreamConnection = {
  id: 7,
  remoteAddress: '10.1.10.23',
  remotePort: 5000,
  localAddress: '2001:db8:1234:5678:9abc:def0:1234:5678',
  localPort: 443,
  tls: { sni: 'sni.example.com', alpn: 'h2', version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', peer: undefined },
  listenerName: '0.0.0.0_443',
};

const info: StreamInfo = {
  protocol: 'HTTP/2',
  connection,
  request: {
    method: 'GET',
    scheme: 'https',
    authority: 'a.example.com:8443',
    path: '/new?a=%41&b',
    headers: new Headers(['x-in', 'abcdef', 'x-envoy-original-path', '/old?q', 'content-type', 'application/grpc']),
    upgrade: undefined,
  },
  response: { status: 200, headers: new Headers(['x-out', 'def']) },
  responseCode: 200,
  trailers: new Headers(['grpc-status', '1']),
  trustedAddress: '10.1.10.23',
  startedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  startedTick: 100,
  requestCompleteTick: 110,
  responseStartedTick: 130,
  endedTick: 142,
  bytesReceived: 3,
  bytesSent: 20,
  flags: 'UF,URX',
  details: 'via upstream',
  routeName: '',
  clusterName: 'outbound|80||a',
  clusterStatName: 'outbound|80||a;',
  upstreamAddress: '[::1]:9000',
  upstreamLocalAddress: '127.0.0.1:40000',
  upstreamFailure: '',
  attempts: 2,
};

/** A format, and what it makes of the request above; undefined for a command that has no value. */
const table: readonly (readonly [format: string, value: string | undefined])[] = [
  ['%PROTOCOL%', 'HTTP/2'],
  ['%REQ(X-IN)%', 'abcdef'],
  ['%REQ(x-in):3%', 'abc'],
  ['%REQ(x-none?:PATH)%', '/new?a=%41&b'],
  ['%REQ(:authority)%', 'a.example.com:8443'],
  ['%REQ(host)%', 'a.example.com:8443'],
  ['%REQ(x-none)%', undefined],
  ['%RESP(x-out)%', 'def'],
  ['%RESP(:status)%', '200'],
  ['%TRAILER(grpc-status)%', '1'],
  ['%GRPC_STATUS%', 'Canceled'],
  ['%GRPC_STATUS(SNAKE_STRING)%', 'CANCELLED'],
  ['%GRPC_STATUS(NUMBER)%', '1'],
  ['%PATH%', '/old?q'],
  ['%PATH(NQ:PATH)%', '/new'],
  ['%QUERY_PARAM(a)%', 'A'],
  ['%QUERY_PARAM(b)%', ''],
  ['%QUERY_PARAM(c)%', undefined],
  ['%QUERY_PARAMS%', 'a=%41&b'],
  ['%QUERY_PARAMS(DECODED):3%', 'a=A'],
  ['%REQUESTED_SERVER_NAME%', 'sni.example.com'],
  ['%REQUESTED_SERVER_NAME(HOST_FIRST)%', 'a.example.com:8443'],
  ['%START_TIME%', '2026-01-02T03:04:05.678Z'],
  ['%START_TIME(%Y/%m/%d %s.%3f)%', '2026/01/02 1767323045.678'],
  ['%DURATION%', '42'],
  ['%RESPONSE_DURATION%', '30'],
  ['%RESPONSE_FLAGS%', 'UF,URX'],
  ['%RESPONSE_FLAGS_LONG%', 'UpstreamConnectionFailure,UpstreamRetryLimitExceeded'],
  ['%RESPONSE_CODE%', '200'],
  ['%ACCESS_LOG_TYPE%', 'DownstreamEnd'],
  ['%LISTENER_NAME%', '0.0.0.0_443'],
  ['%UPSTREAM_REMOTE_PORT%', '9000'],
  ['%UPSTREAM_LOCAL_ADDRESS%', '127.0.0.1:40000'],
  ['%UPSTREAM_LOCAL_PORT%', '40000'],
  ['%TRACE_ID%', undefined],
  ['%DOWNSTREAM_PEER_SERIAL%', undefined],
  ['%RESPONSE_CODE_DETAILS%', 'via_upstream'],
  ['%RESPONSE_CODE_DETAILS(ALLOW_WHITESPACES)%', 'via upstream'],
  ['%DOWNSTREAM_REMOTE_ADDRESS%', '10.1.10.23:5000'],
  ['%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%', '10.1.10.23'],
  ['%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT(16)%', '10.1.0.0/16'],
  ['%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT(33)%', undefined],
  ['%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT(x)%', undefined],
  ['%DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT(64)%', '2001:db8:1234:5678::/64'],
  ['%UPSTREAM_HOST%', '[::1]:9000'],
  ['%UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%', '::1'],
  ['%UPSTREAM_CLUSTER%', 'outbound|80||a;'],
  ['%UPSTREAM_CLUSTER_RAW%', 'outbound|80||a'],
  ['%UPSTREAM_REQUEST_ATTEMPT_COUNT%', '2'],
  ['%ROUTE_NAME%', undefined],
  ['%DYNAMIC_METADATA(a:b)%', undefined],
  ['%COALESCE({"operators": ["ROUTE_NAME", {"command": "REQ", "param": "x-in", "max_length": 2}]})%', 'ab'],
];

describe('a command in a format', () => {
  for (const [format, value] of table)
    it(`${format} is ${value ?? 'nothing'}`, () => {
      const [part] = compileParts(format);
      assert.equal(typeof part === 'function' ? part(info) : part, value);
    });
});

describe("a command about the client's certificate", () => {
  const ca = createIdentity({ commonName: 'ca', organization: 'Example', isCa: true });
  const notBefore = new Date('2026-01-02T03:04:05Z');
  const notAfter = new Date('2036-01-02T03:04:05Z');
  const names = ['DNS:a.example', 'IP:127.0.0.1', 'email:a@a.example'];
  const client = createIdentity({ commonName: 'alice', issuer: ca, serial: 0x1a2b, names, notBefore, notAfter });
  const certificate = new X509Certificate(client.certificatePem);
  const peer = {
    certificate: certificate.raw,
    verified: true,
    subject: 'CN=alice',
    uriSans: [],
    dnsSans: ['a.example'],
    sha256: '',
  };
  const known = { ...info, connection: { ...connection, tls: { ...(connection.tls as TlsFacts), peer } } };
  const values: readonly (readonly [format: string, value: string])[] = [
    ['%DOWNSTREAM_PEER_SERIAL%', '1a2b'],
    ['%DOWNSTREAM_PEER_ISSUER%', 'CN=ca,O=Example'],
    ['%DOWNSTREAM_PEER_IP_SAN%', '127.0.0.1'],
    ['%DOWNSTREAM_PEER_EMAIL_SAN%', 'a@a.example'],
    ['%DOWNSTREAM_PEER_FINGERPRINT_1%', certificate.fingerprint.replaceAll(':', '').toLowerCase()],
    ['%DOWNSTREAM_PEER_CERT_V_START(%Y-%m-%d)%', '2026-01-02'],
    ['%DOWNSTREAM_PEER_CERT_V_END%', '2036-01-02T03:04:05.000Z'],
  ];
  for (const [format, value] of values)
    it(`${format} is ${value}`, () => {
      const [part] = compileParts(format);
      assert.equal(typeof part === 'function' ? part(known) : part, value);
    });

  it('%DOWNSTREAM_PEER_CERT% is its PEM, encoded', () => {
    const [part] = compileParts('%DOWNSTREAM_PEER_CERT%');
    const text = typeof part === 'function' ? (part(known) ?? '') : '';
    assert.equal(decodeURIComponent(text), certificate.toString());
    assert.doesNotMatch(text, /[\n +/=]/);
  });
});

describe('a header value', () => {
  it('is a constant where it has no command', () => {
    assert.equal(compileFormat('100%% off'), '100% off');
  });

  it('joins text and commands, and nothing for what has no value', () => {
    const format = compileFormat('<%REQ(x-in)%|%REQ(x-none)%>');
    assert.equal(typeof format === 'function' ? format(info) : format, '<abcdef|>');
  });

  it('is refused where Envoy would refuse it', () => {
    assert.throws(() => compileFormat('%NOSUCH%'), /no command %NOSUCH%/);
  });
});
