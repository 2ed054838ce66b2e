import assert from 'node:assert/strict';
import type { Locality } from '../../../src/envoy/endpoint.ts';
import {
  applyDistribution,
  applyFailover,
  applyFailoverPriority,
  type LocalityGroup,
} from '../../../src/translate/endpoint/locality-priority.ts';
import type { MeshEndpoint } from '../../../src/translate/service/mesh-service.ts';

function place(text: string): Locality {
  const [region = '', zone = '', subZone = ''] = text.split('/');
  return { region, zone, subZone };
}

function group(text: string, ...endpoints: Partial<MeshEndpoint>[]): LocalityGroup {
  const plain = { address: '', isUnixSocket: false, port: 1, portName: '', labels: {}, locality: text, weight: 1 };
  const list = (endpoints.length === 0 ? [{}] : endpoints).map((one, index) => ({
    ...plain,
    address: `${text}#${index}`,
    ...one,
  }));
  return { locality: place(text), endpoints: list, priority: 0 };
}

const own = place('eu/a/1');

describe('taking over by locality', () => {
  it('ranks by nearness, without gaps', () => {
    const groups = [group('us/x/1'), group('eu/a/1'), group('eu/b/1'), group('eu/a/2')];
    assert.deepEqual(
      applyFailover(groups, [], own).map(({ priority }) => priority),
      [3, 0, 2, 1],
    );
    assert.deepEqual(
      applyFailover([group('us/x/1'), group('eu/b/1')], [], own).map(({ priority }) => priority),
      [1, 0],
    );
  });

  it('puts regions last that are not to take over', () => {
    const groups = [group('us/x/1'), group('asia/x/1'), group('eu/a/1')];
    const ranked = applyFailover(groups, [{ from: 'eu', to: 'asia' }], own);
    assert.deepEqual(
      ranked.map(({ priority }) => priority),
      [2, 1, 0],
    );
  });
});

describe('taking over by labels', () => {
  it('ranks each endpoint by the labels it shares with the proxy, from the first', () => {
    const groups = [
      group('eu/a/1', { labels: { x: '1', y: '1' } }, { labels: { x: '1', y: '2' } }, { labels: { x: '2', y: '1' } }),
    ];
    const ranked = applyFailoverPriority(groups, ['x', 'y'], { x: '1', y: '1' });
    assert.deepEqual(
      ranked.map(({ priority, endpoints }) => [priority, endpoints.map(({ address }) => address)]),
      [
        [0, ['eu/a/1#0']],
        [1, ['eu/a/1#1']],
        [2, ['eu/a/1#2']],
      ],
    );
  });

  it('may name the value itself', () => {
    const groups = [group('eu/a/1', { labels: { x: '2' } }, { labels: { x: '1' } })];
    const ranked = applyFailoverPriority(groups, ['x=1'], { x: '2' });
    assert.deepEqual(
      ranked.map(({ endpoints }) => endpoints[0]?.address),
      ['eu/a/1#1', 'eu/a/1#0'],
    );
  });
});

describe('shares by locality', () => {
  it('are divided among the localities that a pattern means, by their weights', () => {
    const groups = [group('eu/a/1', {}, {}, {}), group('eu/b/1'), group('us/x/1')];
    const shared = applyDistribution(groups, [{ from: 'eu/*', to: { 'eu/*': 80, 'us/*': 20 } }], own);
    assert.deepEqual(
      shared.map(({ weight }) => weight),
      [60, 20, 20],
    );
  });

  it('leave localities out that no pattern means', () => {
    const shared = applyDistribution([group('eu/a/1'), group('us/x/1')], [{ from: '*', to: { eu: 100 } }], own);
    assert.deepEqual(
      shared.map(({ locality }) => locality.region),
      ['eu'],
    );
  });

  it('are those of the first setting for the place of the proxy, or none', () => {
    const groups = [group('eu/a/1')];
    assert.equal(applyDistribution(groups, [{ from: 'us', to: { eu: 100 } }], own), groups);
  });
});
