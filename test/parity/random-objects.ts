// Random ingress objects that a user could write: one Gateway, two upstream hosts with their rules, VirtualServices.
import type { Choice } from './random-choice.ts';

type Json = Record<string, unknown>;

export const hosts = ['a.example.com', 'b.example.com', 'x.a.example.com', 'shop.example.com'];
export const paths = [
  '/a',
  '/a/',
  '/a/b',
  '/A',
  '/ab',
  '/c',
  '/c/d',
  '/a.html',
  '/',
  '/a%20b',
  '/c//d',
  '/a/../c',
  '/%61',
  '/a;v=1',
  '/a/b/c?x=1',
];
export const headerNames = ['x-a', 'x-b', 'cookie', 'user-agent', 'x-long-name'];
export const headerValues = ['1', 'one', 'One', 'two words', 'a,b', 'user=jane; b=2', ''];
const patterns = ['o.*', '[0-9]+', '(?i)ONE', 'a|b', '.+', 'one$', '^o', '\\d'];
const uriPatterns = ['/a.*', '/[a-c]', '/a/(b|c).*', '/.*\\.html', '/c/.+', '.*', '/a?b?'];

/** All objects of one configuration. @param ports of the upstreams: one for the first host, all others for the second */
export function randomObjects(choice: Choice, [first, ...others]: readonly number[]): Json[] {
  const entries = [serviceEntry('up0', choice, [first as number]), serviceEntry('up1', choice, others)];
  return [gateway(), ...entries, destinationRule(choice), ...virtualServices(choice)];
}

function gateway(): Json {
  const servers = [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }];
  return object('Gateway', 'gate', { selector: { istio: 'ingressgateway' }, servers });
}

function serviceEntry(name: string, choice: Choice, ports: readonly number[]): Json {
  return object('ServiceEntry', name, {
    hosts: [`${name}.local`],
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    resolution: 'STATIC',
    location: 'MESH_EXTERNAL',
    endpoints: ports.map((port) => ({
      address: '127.0.0.1',
      ports: { http: port },
      ...(choice.chance(0.3) ? { weight: choice.count(1, 5) } : {}),
    })),
  });
}

/** Always by a hash of something that every request has: all else draws lots. */
function destinationRule(choice: Choice): Json {
  const key = choice.one<Json>([{ httpHeaderName: 'x-answer' }, { httpHeaderName: 'host' }, { useSourceIp: true }]);
  const algorithm = choice.one<Json>([
    {},
    { ringHash: { minimumRingSize: choice.one([1, 10, 1024, 3000]) } },
    { maglev: { tableSize: 65537 } },
    { maglev: { tableSize: choice.one([7, 101, 5003]) } },
  ]);
  const trafficPolicy = { loadBalancer: { consistentHash: { ...key, ...algorithm } } };
  return object('DestinationRule', 'up1', { host: 'up1.local', trafficPolicy });
}

function virtualServices(choice: Choice): Json[] {
  const wanted = [['*'], ['*.example.com'], ['a.example.com'], ['b.example.com', 'shop.example.com']];
  return wanted
    .filter((_, index) => index === 0 || choice.chance(0.6))
    .map((names, index) => {
      const count = choice.count(1, 5);
      const http = Array.from({ length: count }, (_, at) => httpRoute(choice, at < count - 1));
      return object('VirtualService', `vs${index}`, { hosts: names, gateways: ['gate'], http });
    });
}

/** Only the last route takes everything. */
function httpRoute(choice: Choice, isMatched: boolean): Json {
  const matches = Array.from({ length: choice.count(isMatched ? 1 : 0, 2) }, () => match(choice));
  return {
    ...(matches.length === 0 ? {} : { match: matches }),
    ...action(choice),
    ...(choice.chance(0.3) ? { headers: headerOperations(choice) } : {}),
    ...(choice.chance(0.2) ? { corsPolicy: corsPolicy(choice) } : {}),
  };
}

function match(choice: Choice): Json {
  const one: Json = {};
  if (choice.chance(0.7)) one.uri = uriMatch(choice);
  if (choice.chance(0.2)) one.ignoreUriCase = true;
  if (choice.chance(0.3)) one.headers = { [choice.one(headerNames)]: stringMatch(choice) };
  if (choice.chance(0.15)) one.withoutHeaders = { [choice.one(headerNames)]: stringMatch(choice) };
  if (choice.chance(0.2)) one.queryParams = { [choice.one(['x', 'y'])]: stringMatch(choice) };
  if (choice.chance(0.15)) one.method = { [choice.one(['exact', 'prefix'])]: choice.one(['GET', 'POST', 'P']) };
  if (choice.chance(0.1)) one.authority = { [choice.one(['exact', 'prefix'])]: choice.one(hosts) };
  if (choice.chance(0.05)) one.scheme = { exact: choice.one(['http', 'https']) };
  return Object.keys(one).length === 0 ? { uri: { prefix: '/' } } : one;
}

function uriMatch(choice: Choice): Json {
  if (choice.chance(0.25)) return { regex: choice.one(uriPatterns) };
  return { [choice.one(['exact', 'prefix', 'prefix'])]: choice.one(paths).split('?')[0] as string };
}

function stringMatch(choice: Choice): Json {
  if (choice.chance(0.3)) return { regex: choice.one(patterns) };
  return { [choice.one(['exact', 'prefix'])]: choice.one(headerValues.filter((it) => it !== '')) };
}

function action(choice: Choice): Json {
  if (choice.chance(0.12)) return { redirect: redirect(choice) };
  if (choice.chance(0.08)) {
    const body = choice.chance(0.5) ? { body: { string: choice.one(['hello', '']) } } : {};
    return { directResponse: { status: choice.one([200, 400, 404, 503]), ...body } };
  }
  return {
    route: [destination(choice)],
    ...(choice.chance(0.3) ? { rewrite: rewrite(choice) } : {}),
    ...(choice.chance(0.3) ? { retries: retries(choice) } : {}),
    ...(choice.chance(0.15) ? { fault: fault(choice) } : {}),
    ...(choice.chance(0.2) ? { timeout: choice.one(['5s', '10s']) } : {}),
  };
}

function destination(choice: Choice): Json {
  return {
    destination: { host: choice.one(['up0.local', 'up1.local']), port: { number: 80 } },
    ...(choice.chance(0.2) ? { headers: headerOperations(choice) } : {}),
  };
}

function redirect(choice: Choice): Json {
  return {
    ...(choice.chance(0.5) ? { uri: choice.one(['/new', '/new?y=1']) } : {}),
    ...(choice.chance(0.5) ? { authority: choice.one(['new.example.com', 'new.example.com:8443']) } : {}),
    ...(choice.chance(0.3) ? { scheme: choice.one(['http', 'https']) } : {}),
    ...(choice.chance(0.3) ? { redirectCode: choice.one([301, 302, 303, 307, 308]) } : {}),
    ...(choice.chance(0.3)
      ? choice.one([{ port: 8080 }, { derivePort: 'FROM_REQUEST_PORT' }, { derivePort: 'FROM_PROTOCOL_DEFAULT' }])
      : {}),
  };
}

function rewrite(choice: Choice): Json {
  const authority = choice.chance(0.3) ? { authority: 'rewritten.example.com' } : {};
  const uri = choice.one<Json>([
    { uri: '/' },
    { uri: '/new' },
    { uri: '/new/' },
    { uriRegexRewrite: { match: '/(\\w+)(/.*)?', rewrite: '/x\\2/\\1' } },
    {},
  ]);
  const both = { ...authority, ...uri };
  return Object.keys(both).length === 0 ? { uri: '/r' } : both;
}

function retries(choice: Choice): Json {
  return {
    attempts: choice.count(0, 3),
    ...(choice.chance(0.7)
      ? {
          retryOn: choice.one([
            '5xx',
            'gateway-error',
            'reset',
            '503',
            'retriable-4xx',
            'connect-failure,refused-stream',
            'retriable-status-codes',
          ]),
        }
      : {}),
  };
}

function fault(choice: Choice): Json {
  const percentage = { value: choice.one([0, 100]) };
  return choice.chance(0.5)
    ? { abort: { httpStatus: choice.one([400, 418, 503]), percentage } }
    : { delay: { fixedDelay: '0.005s', percentage } };
}

const fieldTexts = [
  'v',
  'a b',
  '%REQ(x-a)%',
  '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%',
  '%PROTOCOL%',
  '100%%',
  '%RESPONSE_CODE%',
];

function headerOperations(choice: Choice): Json {
  const names = ['x-a', 'x-set', 'x-b', 'x-res', 'cache-control'];
  const operations = (): Json => ({
    ...(choice.chance(0.6) ? { set: { [choice.one(names)]: choice.one(fieldTexts) } } : {}),
    ...(choice.chance(0.4) ? { add: { [choice.one(names)]: choice.one(fieldTexts) } } : {}),
    ...(choice.chance(0.4) ? { remove: [choice.one(names)] } : {}),
  });
  return { request: operations(), response: operations() };
}

function corsPolicy(choice: Choice): Json {
  return {
    allowOrigins: [
      choice.one([{ exact: 'https://o.example' }, { prefix: 'https://' }, { regex: '.*o\\.example' }, { exact: '*' }]),
    ],
    ...(choice.chance(0.5) ? { allowMethods: choice.one([['GET'], ['POST', 'PUT']]) } : {}),
    ...(choice.chance(0.5) ? { allowHeaders: ['x-a'] } : {}),
    ...(choice.chance(0.3) ? { exposeHeaders: ['x-res', 'x-b'] } : {}),
    ...(choice.chance(0.5) ? { maxAge: choice.one(['24h', '1.5s']) } : {}),
    ...(choice.chance(0.5) ? { allowCredentials: choice.chance(0.5) } : {}),
    ...(choice.chance(0.3) ? { unmatchedPreflights: choice.one(['FORWARD', 'IGNORE']) } : {}),
  };
}

const object = (kind: string, name: string, spec: Json): Json => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: { name, namespace: 'default' },
  spec,
});
