import assert from 'node:assert/strict';
import { errorsOf, storedObject } from '../../../support/decode-one.ts';

const endpoints = (subset: string): string =>
  `apiVersion: v1\nkind: Endpoints\nmetadata: {name: web}\nsubsets: [${subset}]\n`;
const slice = (rest: string): string =>
  `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web-1}\n${rest}\n`;

describe('Endpoints', () => {
  it('may be on the machine itself', async () => {
    assert.deepEqual(
      await errorsOf(endpoints('{addresses: [{ip: 127.0.0.1}, {ip: "::1"}], ports: [{port: 9000}]}')),
      [],
    );
  });

  it('get a protocol', async () => {
    const { subsets } = await storedObject(endpoints('{addresses: [{ip: 127.0.0.1}], ports: [{port: 9000}]}'));
    assert.deepEqual(subsets, [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ port: 9000, protocol: 'TCP' }] }]);
  });

  it('name what is wrong', async () => {
    assert.deepEqual(
      await errorsOf(endpoints('{addresses: [{ip: backend}], ports: [{port: 0}, {name: a, port: 1}]}')),
      [
        'subsets[0].addresses[0].ip: invalid value "backend": must be a valid IP address',
        'subsets[0].ports[0].name: required value',
        'subsets[0].ports[0].port: invalid value 0: must be between 1 and 65535, inclusive',
      ],
    );
    assert.deepEqual(await errorsOf(endpoints('{ports: [{port: 1}]}')), [
      'subsets[0]: required value: must specify `addresses` or `notReadyAddresses`',
    ]);
  });
});

describe('an EndpointSlice', () => {
  for (const rest of [
    'addressType: IPv4\nendpoints: [{addresses: [127.0.1.1], conditions: {ready: false}}]\nports: [{name: http, port: 9000}]',
    'addressType: IPv6\nendpoints: [{addresses: ["::1"]}]\nports: [{name: "", port: 9000}]',
    'addressType: FQDN\nendpoints: [{addresses: [backend.example.com]}]',
    'addressType: IPv4',
    'addressType: IPv4\nendpoints: [{addresses: [10.0.0.1], hints: {forNodes: [{name: node}], forZones: [{name: zone}]}}]',
  ]) {
    it(`is accepted: ${rest.replaceAll('\n', ', ')}`, async () => {
      assert.deepEqual(await errorsOf(slice(rest)), []);
    });
  }

  const refused: readonly (readonly [string, string])[] = [
    ['addressType: ipv4', 'addressType: unsupported value "ipv4": supported values are "IPv4", "IPv6", "FQDN"'],
    [
      'addressType: IPv4\nendpoints: [{addresses: ["::1"]}]',
      'endpoints[0].addresses[0]: invalid value "::1": must be a valid IPv4 address',
    ],
    [
      'addressType: IPv4\nendpoints: [{addresses: []}]',
      'endpoints[0].addresses: required value: must contain at least 1 address',
    ],
    ['addressType: IPv4\nports: [{port: 1}, {port: 2}]', 'ports[1].name: duplicate value ""'],
    [
      'addressType: IPv4\nports: [{protocol: HTTP}]',
      'ports[0].protocol: unsupported value "HTTP": supported values are',
    ],
  ];
  for (const [rest, message] of refused) {
    it(`is refused: ${rest.replaceAll('\n', ', ')}`, async () => {
      const errors = await errorsOf(slice(rest));
      assert.ok(errors[0]?.startsWith(message), errors.join('\n') || 'was accepted');
    });
  }
});
