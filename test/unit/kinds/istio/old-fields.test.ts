import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decodeOne } from '../decode/decode-text.ts';

const v1alpha3 = 'networking.istio.io/v1alpha3';

/** Old spec -> new spec, of objects in v1alpha3. */
const conversions: Readonly<Record<string, readonly [kind: string, before: object, after: object]>> = {
  'appendHeaders, beside what is there': [
    'VirtualService',
    rule({ appendHeaders: { a: '1', b: '2' }, headers: { request: { add: { a: '3' }, set: { c: '4' } } } }),
    rule({ headers: { request: { add: { a: '3', b: '2' }, set: { c: '4' } } } }),
  ],
  'append_headers in snake_case': [
    'VirtualService',
    rule({ append_headers: { a: '1' } }),
    rule({ headers: { request: { add: { a: '1' } } } }),
  ],
  'header operations of the releases between': [
    'VirtualService',
    rule({ removeRequestHeaders: ['a'], appendResponseHeaders: { b: '1' }, removeResponseHeaders: ['c'] }),
    rule({ headers: { request: { remove: ['a'] }, response: { add: { b: '1' }, remove: ['c'] } } }),
  ],
  websocketUpgrade: ['VirtualService', rule({ websocketUpgrade: true }), rule({})],
  'percentages of faults': [
    'VirtualService',
    rule({ fault: { abort: { percent: 5, httpStatus: 500 }, delay: { percent: 6, fixedDelay: '1s' } } }),
    rule({
      fault: {
        abort: { httpStatus: 500, percentage: { value: 5 } },
        delay: { fixedDelay: '1s', percentage: { value: 6 } },
      },
    }),
  ],
  mirrorPercent: [
    'VirtualService',
    rule({ mirror: { host: 'b' }, mirrorPercent: 7 }),
    rule({ mirror: { host: 'b' }, mirrorPercentage: { value: 7 } }),
  ],
  allowOrigin: [
    'VirtualService',
    rule({ corsPolicy: { allowOrigin: ['*', 'http://a'] } }),
    rule({ corsPolicy: { allowOrigins: [{ exact: '*' }, { exact: 'http://a' }] } }),
  ],
  'destinationSubnet of TCP': [
    'VirtualService',
    { hosts: ['a'], tcp: [{ match: [{ destinationSubnet: '10.0.0.0/8' }], route: [{ destination: { host: 'b' } }] }] },
    {
      hosts: ['a'],
      tcp: [{ match: [{ destinationSubnets: ['10.0.0.0/8'] }], route: [{ destination: { host: 'b' } }] }],
    },
  ],
  'outlierDetection.http': [
    'DestinationRule',
    policy({ outlierDetection: { http: { consecutiveErrors: 3, interval: '1s', maxEjectionPercent: 10 } } }),
    policy({ outlierDetection: { consecutive5xxErrors: 3, interval: '1s', maxEjectionPercent: 10 } }),
  ],
  'consistentHash.httpHeader': [
    'DestinationRule',
    policy({ loadBalancer: { consistentHash: { httpHeader: 'a', minimumRingSize: 5 } } }),
    policy({ loadBalancer: { consistentHash: { httpHeaderName: 'a', ringHash: { minimumRingSize: 5 } } } }),
  ],
  LEAST_CONN: [
    'DestinationRule',
    policy({ loadBalancer: { simple: 'LEAST_CONN' } }),
    policy({ loadBalancer: { simple: 'LEAST_REQUEST' } }),
  ],
  'warmupDurationSecs of a port of a subset': [
    'DestinationRule',
    { host: 'a', subsets: [{ name: 'b', trafficPolicy: ports({ loadBalancer: { warmupDurationSecs: '5s' } }) }] },
    { host: 'a', subsets: [{ name: 'b', trafficPolicy: ports({ loadBalancer: { warmup: { duration: '5s' } } }) }] },
  ],
};

function rule(fields: object): object {
  return { hosts: ['a'], http: [{ route: [{ destination: { host: 'b' } }], ...fields }] };
}

function policy(fields: object): object {
  return { host: 'a', trafficPolicy: fields };
}

function ports(fields: object): object {
  return { portLevelSettings: [{ port: { number: 1 }, ...fields }] };
}

async function decodeSpec(kind: string, spec: object, apiVersion = v1alpha3) {
  return decodeOne(JSON.stringify({ apiVersion, kind, metadata: { name: 'shop' }, spec }));
}

describe('fields that are gone', () => {
  for (const [title, [kind, before, after]] of Object.entries(conversions)) {
    it(`are converted with a warning: ${title}`, async () => {
      const { object, problems } = await decodeSpec(kind, before);
      assert.deepEqual(object?.spec, after);
      assert.ok(problems.some(({ code, severity }) => code === 'ICTL0006' && severity === 'warning'));
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
      );
      assert.deepEqual(
        (await decodeSpec(kind, after)).problems.filter(({ code }) => code === 'ICTL0006'),
        [],
      );
    });
  }

  it('are refused naming what is there instead where they cannot be converted', async () => {
    const { problems } = await decodeSpec('VirtualService', {
      hosts: ['a'],
      http: [{ route: [{ destination: { host: 'b', port: { name: 'http' } } }] }],
    });
    assert.deepEqual(
      problems.map(({ path, message }) => `${path}: ${message}`),
      ['spec.http[0].route[0].destination.port.name: name of a port is not supported any more, use number'],
    );
  });

  it('are unknown in versions that never had them', async () => {
    const { problems } = await decodeSpec(
      'VirtualService',
      rule({ appendHeaders: { a: '1' } }),
      'networking.istio.io/v1',
    );
    assert.match(problems[0]?.message ?? '', /^unknown field "appendHeaders"/);
  });

  it('are left to the schema where their values are not what they were', async () => {
    const { problems } = await decodeSpec('VirtualService', rule({ appendHeaders: ['a'] }));
    assert.match(problems[0]?.message ?? '', /^unknown field "appendHeaders"/);
  });
});
