import assert from 'node:assert/strict';
import { type CompactTypes, expandType } from '../../../../src/kinds/kubernetes/compact-schema.ts';
import { kubernetesKinds } from '../../../../src/kinds/kubernetes/kinds.ts';

const types: CompactTypes = {
  Pod: {
    name: ['string!', 'Name.'],
    ports: ['Port[]', 'Ports.'],
    limits: ['quantity{}', 'Limits.', 'no-effect'],
    first: ['Port', 'The first port.'],
  },
  Port: { port: ['int-or-string', 'Port.'] },
};

describe('compact schemas', () => {
  it('become schemas: required fields, lists, maps, types and scalars', () => {
    const { fields } = expandType(types, 'Pod');
    assert.deepEqual(fields.name, { schema: { type: 'string' }, required: true, description: 'Name.' });
    assert.deepEqual(fields.limits, {
      schema: { type: 'map', values: { type: 'string', format: 'quantity' } },
      required: false,
      description: 'Limits.',
      enforcement: 'no-effect',
    });
    const port = fields.first?.schema;
    assert.deepEqual(fields.ports?.schema, { type: 'list', items: port });
  });

  it('share the schema of a type', () => {
    const { fields } = expandType(types, 'Pod');
    const ports = fields.ports?.schema;
    assert.equal(ports?.type === 'list' && ports.items, fields.first?.schema);
  });

  it('name a type that is missing', () => {
    assert.throws(() => expandType({ A: { b: ['B', ''] } }, 'A'), /no Kubernetes type B/);
  });

  for (const kind of kubernetesKinds) {
    it(`are there for every version of ${kind.kind}`, async () => {
      const { schemas } = await kind.load();
      assert.deepEqual(Object.keys(schemas).sort(), [...kind.served].sort());
      assert.ok(kind.served.includes(kind.storageVersion));
    });
  }
});
