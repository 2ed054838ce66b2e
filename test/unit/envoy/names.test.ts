import assert from 'node:assert/strict';
import { clusterName, parseClusterName, sniClusterName } from '../../../src/envoy/cluster-name.ts';
import { configSourcePath, parseConfigSourcePath, sourceMetadata, sourceOf } from '../../../src/envoy/config-source.ts';
import { filterChainKey } from '../../../src/envoy/filter-chain-key.ts';
import {
  httpRouteConfigurationName,
  httpsRouteConfigurationName,
} from '../../../src/envoy/route-configuration-name.ts';
import { credentialSecretName, parseSecretName } from '../../../src/envoy/secret-name.ts';

describe('names of clusters', () => {
  const parts = { port: 8000, subset: 'v1', host: 'reviews.default.svc.cluster.local' };

  it('are made as Istio makes them', () => {
    assert.equal(clusterName(parts), 'outbound|8000|v1|reviews.default.svc.cluster.local');
    assert.equal(sniClusterName(parts), 'outbound_.8000_.v1_.reviews.default.svc.cluster.local');
  });

  it('are read back', () => {
    assert.deepEqual(parseClusterName(clusterName(parts)), parts);
    assert.deepEqual(parseClusterName('outbound|80||a'), { port: 80, subset: '', host: 'a' });
  });

  it('of another form are nobody’s', () => {
    for (const name of ['BlackHoleCluster', '', 'inbound|80||a', 'outbound|x||a', 'outbound|80|a', 'a|b|c|d|e']) {
      assert.equal(parseClusterName(name), undefined, name);
    }
  });
});

describe('names of route configurations', () => {
  it('say port and bind for HTTP, and the server for HTTPS', () => {
    assert.equal(httpRouteConfigurationName(80, ''), 'http.80');
    assert.equal(httpRouteConfigurationName(80, '127.0.0.1'), 'http.80.127.0.0.1');
    const server = { port: 443, portName: 'https', gateway: 'web', namespace: 'default', bind: '' };
    assert.equal(httpsRouteConfigurationName(server), 'https.443.https.web.default');
    assert.equal(httpsRouteConfigurationName({ ...server, bind: '::1' }), 'https.443.https.web.default.::1');
  });
});

describe('names of secrets', () => {
  it('are those of Kubernetes unless a scheme is written', () => {
    assert.equal(credentialSecretName('shop'), 'kubernetes://shop');
    assert.equal(credentialSecretName('configmap://ns/ca'), 'configmap://ns/ca');
  });

  const cases: readonly (readonly [string, ReturnType<typeof parseSecretName>])[] = [
    ['kubernetes://shop', { type: 'kubernetes', name: 'shop', isCa: false }],
    ['kubernetes://shop-cacert', { type: 'kubernetes', name: 'shop', isCa: true }],
    ['file-cert:/a.crt~/a.key', { type: 'file-certificate', chain: '/a.crt', key: '/a.key' }],
    ['file-root:/ca.crt', { type: 'file-ca', ca: '/ca.crt' }],
    ['default', { type: 'mesh', isCa: false }],
    ['ROOTCA', { type: 'mesh', isCa: true }],
    ['configmap://ns/ca', { type: 'other', name: 'configmap://ns/ca' }],
  ];
  for (const [name, expected] of cases) {
    it(`${name} says what it asks for`, () => assert.deepEqual(parseSecretName(name), expected));
  }
});

describe('sources of config objects', () => {
  const virtualService = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    namespace: 'default',
    name: 'shop',
  };

  it('are written as Istio writes them', () => {
    const path = '/apis/networking.istio.io/v1/namespaces/default/virtual-service/shop';
    assert.equal(configSourcePath(virtualService), path);
    const service = { apiVersion: 'v1', kind: 'Service', namespace: 'default', name: 'shop' };
    assert.equal(configSourcePath(service), '/api/v1/namespaces/default/service/shop');
  });

  it('are read back', () => {
    assert.deepEqual(parseConfigSourcePath(configSourcePath(virtualService)), virtualService);
    assert.equal(parseConfigSourcePath('elsewhere'), undefined);
  });

  it('travel in metadata with the field', () => {
    const { resource, path } = sourceOf(sourceMetadata(virtualService, 'spec.http[0]'));
    assert.deepEqual(resource, { kind: 'VirtualService', namespace: 'default', name: 'shop' });
    assert.equal(path, 'spec.http[0]');
    assert.deepEqual(sourceOf(undefined), {});
  });
});

describe('keys of filter chains', () => {
  it('do not depend on the order of names', () => {
    const key = filterChainKey({ serverNames: ['b', 'a'], applicationProtocols: ['h2', 'http/1.1'] });
    assert.equal(key, filterChainKey({ applicationProtocols: ['http/1.1', 'h2'], serverNames: ['a', 'b'] }));
  });

  it('are empty for the chain that takes everything', () => {
    assert.equal(filterChainKey(undefined), '');
    assert.equal(filterChainKey({}), '');
    assert.equal(filterChainKey({ serverNames: [] }), '');
  });

  it('tell every kind of match apart', () => {
    const keys = [
      filterChainKey({ serverNames: ['a'] }),
      filterChainKey({ applicationProtocols: ['a'] }),
      filterChainKey({ transportProtocol: 'tls' }),
      filterChainKey({ destinationPort: 443 }),
      filterChainKey({ prefixRanges: [{ addressPrefix: '10.0.0.0', prefixLen: 8 }] }),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });
});
