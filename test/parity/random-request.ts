// Random requests as bytes: valid HTTP/1.1, though not always what a polite client sends.
import type { Choice } from './random-choice.ts';
import { headerNames, headerValues, hosts, paths } from './random-objects.ts';

const answers = [
  '200;body=ok',
  '200;x-res=1;x-res=2;body=ok',
  '204',
  '404;body=no',
  '503;body=bad',
  '503|200;body=second',
  'close|200;body=second',
  'close',
  '500|502|504|200;body=late',
  '409|200;body=c',
  '301;location=http://a.example.com/z',
  '200;connection=close;body=bye',
  '200;server=mine;date=never;body=x',
  '200;x-envoy-upstream-service-time=9;body=x',
  '200;set-cookie=a=1;set-cookie=b=2;body=x',
  '304;etag="x"',
  '429;x-envoy-ratelimited=true;body=x',
  '200;keep-alive=timeout=5;body=x',
  '200;as=chunks;body=chunky',
  '200;as=chunks',
  '200;as=trailers;body=chunky',
  '200;as=end;body=to the end',
  '200;as=end',
  '200;as=cut;body=half',
  '200;as=noise',
  '200;as=noise|200;body=second',
  '200;first=103;body=x',
  '200;first=100;body=x',
  '503;first=103;body=x|200;body=second',
  '200;transfer-encoding=gzip;body=x',
  '200;content-length=3;body=abc',
  '200;upgrade=websocket;connection=upgrade;body=x',
  '200;via=1.0 me;proxy-connection=close;body=x',
  '200;te=trailers;trailer=x-t;x_under=1;body=x',
  '200;x-envoy-immediate-health-check-fail=1;x-envoy-degraded=1;body=x',
  '200;x-envoy-max-retries=1;x-envoy-overloaded=1;body=x',
  '205;body=',
  '600;body=x',
  '199;body=x',
  '200;content-type=application/grpc;grpc-status=14;body=x',
  '200;access-control-allow-origin=https://mine.example;body=x',
];

const extraFields = [
  'x-forwarded-for: 10.1.2.3',
  'x-forwarded-for: 10.1.2.3, 8.8.8.8',
  'x-forwarded-proto: https',
  'x-forwarded-proto: ftp',
  'x-forwarded-host: elsewhere.example.com',
  'x-request-id: 7b1b3a8c-0000-4000-8000-000000000000',
  'x-request-id: mine',
  'x-envoy-retry-on: 5xx',
  'x-envoy-max-retries: 3',
  'x-envoy-upstream-rq-timeout-ms: 5000',
  'x-envoy-expected-rq-timeout-ms: 5000',
  'x-envoy-original-path: /zzz',
  'x-envoy-internal: true',
  'x-envoy-decorator-operation: op',
  'x-envoy-ip-tags: a',
  'x-envoy-attempt-count: 7',
  'x-envoy-hedge-on-per-try-timeout: true',
  'connection: close',
  'connection: keep-alive',
  'connection: x-a',
  'connection: keep-alive, x-b',
  'keep-alive: timeout=5',
  'proxy-connection: keep-alive',
  'te: trailers',
  'te: gzip',
  'te: gzip, trailers',
  'expect: 100-continue',
  'via: 1.1 other',
  'forwarded: for=1.2.3.4',
  'x-real-ip: 9.9.9.9',
  'server: client',
  'date: yesterday',
  'accept-encoding: gzip',
  'grpc-timeout: 5S',
  'content-type: application/grpc',
  'content-type: text/plain',
  'content-encoding: gzip',
  'x_under: 1',
  'X-Mixed-Case: Mixed',
  'x-empty:',
  'x-spaces:    a   ',
  'authorization: Basic eDp5',
  'upgrade-insecure-requests: 1',
  'origin: https://o.example',
  'origin: https://other.example',
  'access-control-request-method: GET',
  'access-control-request-headers: x-a',
  'traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  'x-b3-sampled: 1',
  'trailer: x-t',
  'max-forwards: 3',
  'cookie: a=1',
  'cookie: b=2',
];

const targets = [
  ...paths,
  '/a?x=1',
  '/a?x=one&y=2',
  '/a?x=%6fne',
  '/?x',
  '/a?x=1&x=2',
  '/a/./b',
  '/a/..',
  '/../a',
  '/a#f',
  '/a%2Fb',
  '/a%2fb',
  '/a\\b',
  '//a',
  '/a/%2e%2e/c',
  '/%2E/a',
  '/ä',
  '/a?x=a+b',
  '/a?',
  '/a?x=#y',
  '/%00',
  '/a%zz',
  '/a//',
  '/.',
  '/a/.../b',
  'http://b.example.com/a',
  'http://b.example.com',
  'http://b.example.com?x=1',
  'https://b.example.com/a',
  '*',
  '/*',
  '/A/B',
];
const authorities = [
  ...hosts,
  'A.Example.com',
  'a.example.com:80',
  'a.example.com:31380',
  'other.org',
  'example.com',
  'a.example.com.',
  '127.0.0.1',
  '[::1]:80',
  'x.b.example.com',
  'a_b.example.com',
];

/** The text of one request. @param tag makes its tries known to the upstream */
export function randomRequest(choice: Choice, tag: string): string {
  const method = choice.one([
    'GET',
    'GET',
    'GET',
    'GET',
    'POST',
    'PUT',
    'HEAD',
    'OPTIONS',
    'DELETE',
    'PATCH',
    'TRACE',
    'FOO',
  ]);
  const target = method === 'OPTIONS' && choice.chance(0.2) ? '*' : choice.one(targets);
  const fields = [
    `host: ${choice.one(authorities)}`,
    `x-answer: ${choice.one(answers)}`,
    `x-try: ${tag}`,
    ...choice.some(headerNames, 2).map((name) => `${name}: ${choice.one(headerValues)}`),
    ...(choice.chance(0.7) ? choice.some(extraFields, 4) : []),
    ...(method === 'OPTIONS'
      ? choice.some(
          extraFields.filter((it) => /^(origin|access)/.test(it)),
          3,
        )
      : []),
  ];
  const { framing, body } = randomBody(choice, method);
  return `${method} ${target} HTTP/1.1\r\n${[...fields, ...framing].map((it) => `${it}\r\n`).join('')}\r\n${body}`;
}

function randomBody(choice: Choice, method: string): { framing: string[]; body: string } {
  const share = method === 'POST' || method === 'PUT' || method === 'PATCH' ? 0.85 : 0.1;
  if (!choice.chance(share)) return { framing: [], body: '' };
  if (choice.chance(0.5)) {
    const text = choice.one(['', 'x', 'hello world']);
    return { framing: [`content-length: ${text.length}`], body: text };
  }
  const chunks = choice.one([
    '5\r\nhello\r\n0\r\n\r\n',
    '1\r\na\r\n2;ext=1\r\nbc\r\n0\r\n\r\n',
    '0\r\n\r\n',
    '1\r\na\r\n0\r\nx-t: 1\r\n\r\n',
  ]);
  return { framing: ['transfer-encoding: chunked'], body: chunks };
}
