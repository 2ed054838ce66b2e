import assert from 'node:assert/strict';
import { gatewayKind } from '../../../src/kinds/gateway/kind.ts';
import { namespaceKind } from '../../../src/kinds/kubernetes/namespace/kind.ts';
import { secretKind } from '../../../src/kinds/kubernetes/secret/kind.ts';
import { CliError } from '../../../src/lib/errors.ts';
import { parseFieldSelector } from '../../../src/objects/field-selector.ts';

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'a,b', namespace: 'default' },
  type: 'kubernetes.io/tls',
};

describe('field selectors', () => {
  for (const [text, expected] of [
    ['type=kubernetes.io/tls', true],
    ['type==kubernetes.io/tls', true],
    ['type!=kubernetes.io/tls', false],
    ['type=', false],
    ['type!=', true],
    ['metadata.namespace=default,type=kubernetes.io/tls', true],
    ['metadata.namespace=default,type=Opaque', false],
    [' metadata.namespace=default', true],
    ['metadata.name=a\\,b', true],
    ['metadata.name=a', false],
    ['', true],
  ] as const) {
    it(`read ${text || 'nothing'}`, () => assert.equal(parseFieldSelector(text, secretKind)(secret), expected));
  }

  it('name the fields that can be asked for', () => {
    const refused = (hint: string) => (error: unknown) =>
      error instanceof CliError && error.exitCode === 2 && error.hint?.includes(hint) === true;
    assert.throws(() => parseFieldSelector('spec.foo=a', gatewayKind), refused('metadata.name, metadata.namespace;'));
    assert.throws(() => parseFieldSelector('data=a', secretKind), refused('metadata.namespace, type'));
    assert.throws(
      () => parseFieldSelector('metadata.namespace=a', namespaceKind),
      refused('metadata.name, status.phase'),
    );
  });

  for (const text of ['type', '=a', 'type>a', 'type=a=b']) {
    it(`refuse ${text}`, () => assert.throws(() => parseFieldSelector(text, secretKind), /is not a field selector/));
  }
});
