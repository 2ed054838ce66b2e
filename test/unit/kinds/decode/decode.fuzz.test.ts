// Whatever the input, decoding ends with objects or with an error that names a place.
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { checkDecoding } from '../../../fuzz/check-decoding.ts';

const seed = 20_240_501;

/** A value as YAML has it, with names that the schema knows among its keys. */
const value = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, -1, 80, 1.5, '', 'a', '1s', '*', 'a.com', '%REQ(x)%', '__proto__'),
    fc.string({ maxLength: 8 }),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          ...['hosts', 'http', 'match', 'uri', 'exact', 'regex', 'route', 'destination', 'host', 'port', 'number'],
          ...['servers', 'tls', 'mode', 'selector', 'headers', 'request', 'set', 'x-a', '__proto__', 'constructor'],
          ...['endpoints', 'address', 'ports', 'trafficPolicy', 'loadBalancer', 'simple', 'subsets', 'name'],
        ),
        fc.string({ maxLength: 5 }),
      ),
      tie('node'),
      { maxKeys: 4 },
    ),
  ),
})).node;

const identity = fc.constantFrom(
  { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' },
  { apiVersion: 'networking.istio.io/v1alpha3', kind: 'VirtualService' },
  { apiVersion: 'networking.istio.io/v1', kind: 'Gateway' },
  { apiVersion: 'networking.istio.io/v1alpha3', kind: 'DestinationRule' },
  { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  { apiVersion: 'v1', kind: 'Service' },
);

describe('decoding any input', () => {
  it('ends well for objects of known kinds with any spec', async () => {
    const object = fc.record({ identity, metadata: fc.oneof(fc.constant({ name: 'a' }), value), spec: value });
    await fc.assert(
      fc.asyncProperty(object, async ({ identity: of, metadata, spec }) => {
        await checkDecoding(JSON.stringify({ ...of, metadata, spec }));
      }),
      { seed, numRuns: 400 },
    );
  });

  it('ends well for text made of pieces of YAML', async () => {
    const piece = fc.constantFrom(
      ...[
        '\n',
        '  ',
        '- ',
        ': ',
        'a',
        '&a ',
        '*a',
        '<<: ',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        '|\n',
        '>\n',
        '#',
        '---\n',
        '...\n',
      ],
      ...[
        '!!str ',
        '!x ',
        '%YAML 1.2\n',
        '? ',
        ', ',
        '\t',
        '\r\n',
        'kind: List\n',
        'items:\n',
        'apiVersion: v1\n',
        '\u0000',
        '\u2028',
        '🙂',
      ],
    );
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (input) => void (await checkDecoding(input))),
      { seed, numRuns: 1500 },
    );
  });
});
