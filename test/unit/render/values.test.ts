import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { any, boolean, field, integer, list, map, object, required, string } from '../../../src/kinds/schema.ts';
import { asPrinted } from '../../../src/render/values/as-printed.ts';
import { checkValues } from '../../../src/render/values/check-values.ts';
import { mergeValues, overDefaults } from '../../../src/render/values/merge-values.ts';
import { valuesJsonSchema } from '../../../src/render/values/values-schema.ts';

const schema = object({
  service: required(
    object({
      type: required(string(), 'Type.'),
      ports: field(list(object({ port: required(integer(), 'Port.') })), 'Ports.'),
      labels: field(map(string()), 'Labels.'),
    }),
    'Service.',
  ),
  deployment: field(object({ secretVolumes: field(list(any()), 'Volumes.') }), 'Deployment.'),
  enabled: field(boolean(), 'Whether.'),
});

describe('values', () => {
  it('are merged by maps, and lists replace lists', () => {
    assert.deepEqual(mergeValues({ a: { b: 1, c: [1, 2] }, d: 1, e: null }, { a: { c: [3], f: null }, d: { g: 1 } }), {
      a: { b: 1, c: [3], f: null },
      d: { g: 1 },
      e: null,
    });
  });

  it('are taken away by null, whatever the default is', () => {
    assert.deepEqual(
      overDefaults({ a: { b: 1, c: 2 }, d: 1, e: { f: 1 } }, { a: { b: null }, d: null, e: null, g: null }),
      { a: { c: 2 } },
    );
  });

  it('count in the type that printing them would give', () => {
    const printed = asPrinted(
      { service: { type: 7, ports: [{ port: '80' }], labels: { a: true, b: 2 } }, enabled: 'false' },
      schema,
    );
    assert.deepEqual(printed, {
      service: { type: '7', ports: [{ port: 80 }], labels: { a: 'true', b: '2' } },
      enabled: false,
    });
  });

  it('do not become numbers where they only begin as one', () => {
    for (const port of ['080', '8x', '', '1.5']) {
      assert.deepEqual(asPrinted({ service: { ports: [{ port }] } }, schema), { service: { ports: [{ port }] } });
    }
  });

  const messages: Readonly<Record<string, readonly [unknown, string, RegExp]>> = {
    'a key that is nearly right': [
      { service: { tpye: 'x', type: 'y' } },
      'service.tpye',
      /did you mean service\.type\?/,
    ],
    'a key of another place': [
      { service: { type: 'x' }, secretVolumes: [] },
      'secretVolumes',
      /did you mean deployment\.secretVolumes\?/,
    ],
    'a key inside a list': [
      { service: { type: 'x', ports: [{ prot: 1, port: 1 }] } },
      'service.ports[0].prot',
      /did you mean service\.ports\[0\]\.port\?/,
    ],
    'a key that is like none': [
      { service: { type: 'x' }, zzzzzzzz: 1 },
      'zzzzzzzz',
      /known here are service, deployment, enabled/,
    ],
    'a wrong type': [{ service: 'x' }, 'service', /expected an object, got the string "x"/],
    'an item that nobody set': [
      { service: { type: 'x', ports: [null] } },
      'service.ports[0]',
      /expected an object, got null/,
    ],
    'a value that has to be there': [{ service: {} }, 'service.type', /required field is missing/],
  };
  for (const [what, [values, path, message]] of Object.entries(messages)) {
    it(`are refused for ${what}`, () => {
      const { problems } = checkValues(values, schema);
      assert.deepEqual(
        problems.map((problem) => [problem.path, problem.code]),
        [[path, 'ICTL0050']],
      );
      assert.match(problems[0]?.message ?? '', message);
    });
  }

  it('have a JSON Schema with descriptions and defaults, which demands nothing that has a default', () => {
    assert.deepEqual(valuesJsonSchema('title', schema, { service: { type: 'x', ports: [] } }), {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'title',
      type: 'object',
      additionalProperties: false,
      properties: {
        service: {
          description: 'Service.',
          type: 'object',
          additionalProperties: false,
          properties: {
            type: { description: 'Type.', type: ['string', 'number', 'boolean'], default: 'x' },
            ports: {
              description: 'Ports.',
              type: 'array',
              items: {
                type: 'object',
                additionalProperties: false,
                properties: { port: { description: 'Port.', type: 'integer' } },
                required: ['port'],
              },
              default: [],
            },
            labels: {
              description: 'Labels.',
              type: 'object',
              additionalProperties: { type: ['string', 'number', 'boolean'] },
            },
          },
        },
        deployment: {
          description: 'Deployment.',
          type: 'object',
          additionalProperties: false,
          properties: { secretVolumes: { description: 'Volumes.', type: 'array', items: {} } },
        },
        enabled: { description: 'Whether.', type: 'boolean' },
      },
    });
  });
});
