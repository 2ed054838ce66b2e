import assert from 'node:assert/strict';
import { envoyDuration } from '../../../src/translate/duration.ts';
import { parseProtocol, servicePortProtocol } from '../../../src/translate/protocol.ts';
import { isVisibleTo, readVisibility } from '../../../src/translate/visibility.ts';

describe('the protocol of a Service port', () => {
  const cases: readonly (readonly [Parameters<typeof servicePortProtocol>[0], string])[] = [
    [{ port: 1, name: 'http' }, 'HTTP'],
    [{ port: 1, name: 'HTTP2-web' }, 'HTTP2'],
    [{ port: 1, name: 'grpc-web' }, 'GRPC-WEB'],
    [{ port: 1, name: 'grpc-web-x' }, 'GRPC-WEB'],
    [{ port: 1, name: 'grpc-x' }, 'GRPC'],
    [{ port: 1, name: 'httpx' }, 'UNSUPPORTED'],
    [{ port: 1 }, 'UNSUPPORTED'],
    [{ port: 3306 }, 'TCP'],
    [{ port: 53, protocol: 'UDP', name: 'http' }, 'UDP'],
    [{ port: 1, name: 'tcp', appProtocol: 'http' }, 'HTTP'],
    [{ port: 1, name: 'http', appProtocol: 'kubernetes.io/h2c' }, 'HTTP2'],
    [{ port: 1, name: 'http', appProtocol: 'kubernetes.io/ws' }, 'HTTP'],
    [{ port: 1, name: 'http', appProtocol: 'kubernetes.io/wss' }, 'HTTPS'],
    [{ port: 1, name: 'http2', appProtocol: 'example.com/custom' }, 'UNSUPPORTED'],
  ];
  for (const [port, expected] of cases) {
    it(`is ${expected} for ${JSON.stringify(port)}`, () => assert.equal(servicePortProtocol(port), expected));
  }

  it('of a server is read in any case', () => {
    assert.equal(parseProtocol('https'), 'HTTPS');
    assert.equal(parseProtocol('Grpc-Web'), 'GRPC-WEB');
    assert.equal(parseProtocol(undefined), 'UNSUPPORTED');
  });
});

describe('durations', () => {
  const cases: readonly (readonly [string | undefined, string | undefined])[] = [
    ['1h30m', '5400s'],
    ['500ms', '0.500s'],
    ['1.5s', '1.500s'],
    ['0s', '0s'],
    ['1us', '0.000001s'],
    ['1ns', '0.000000001s'],
    ['8760h', '31536000s'],
    ['soon', undefined],
    [undefined, undefined],
  ];
  for (const [text, expected] of cases) {
    it(`${text} is ${expected} to Envoy`, () => assert.equal(envoyDuration(text), expected));
  }
});

describe('exportTo', () => {
  const sees = (exportTo: readonly string[] | undefined, namespace: string, defaults?: readonly string[]) =>
    isVisibleTo(readVisibility(exportTo, defaults, 'own'), namespace);

  it('without a word is for all, unless the mesh config says otherwise', () => {
    assert.equal(sees(undefined, 'other'), true);
    assert.equal(sees([], 'other', ['.']), false);
    assert.equal(sees([], 'own', ['.']), true);
  });

  it('names namespaces, the own one by a dot, all by a star, none by a tilde', () => {
    assert.equal(sees(['.'], 'own'), true);
    assert.equal(sees(['.'], 'other'), false);
    assert.equal(sees(['.', 'other'], 'other'), true);
    assert.equal(sees(['*'], 'other'), true);
    assert.equal(sees(['~'], 'own'), false);
  });
});
