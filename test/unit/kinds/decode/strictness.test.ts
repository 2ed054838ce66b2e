import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decodeOne, problemLines, virtualService } from './decode-text.ts';

const route = '    route: [{destination: {host: b}}]';
const rule = (fields: string) => `  hosts: [a.com]\n  http:\n  - ${fields}\n${route}`;

/** Spec of a VirtualService -> what is said, with line and column in the whole text. */
const refusals: Readonly<Record<string, readonly [spec: string, lines: readonly string[]]>> = {
  'an unknown field, with the nearest name': [
    rule('timout: 1s'),
    ['8:5 spec.http[0].timout: unknown field "timout", did you mean "timeout"?'],
  ],
  'a wrong type': [rule('match: {}'), ['8:5 spec.http[0].match: expected a list, got an object']],
  'a string for a number': [
    rule('match: [{port: "80"}]'),
    ['8:14 spec.http[0].match[0].port: expected an integer, got the string "80" (remove the quotes)'],
  ],
  'a number for a string': [rule('name: 1'), ['8:5 spec.http[0].name: expected a string, got the number 1 (quote it)']],
  'a word that is a boolean in YAML 1.1': [
    rule('name: yes'),
    [
      '8:5 spec.http[0].name: expected a string, got the boolean true (unquoted y, yes, on, n, no and off are booleans: quote it)',
    ],
  ],
  'a bad enum, with the nearest value': [
    rule('redirect: {derivePort: FROM_REQUEST}'),
    [
      '8:16 spec.http[0].redirect.derivePort: unknown value "FROM_REQUEST" (one of FROM_PROTOCOL_DEFAULT, FROM_REQUEST_PORT)',
    ],
  ],
  'a missing field': [
    '  http:\n  - route: [{weight: 1}]',
    ['7:13 spec.http[0].route[0].destination: required field is missing'],
  ],
  'two of one': [
    rule('match: [{uri: {exact: /a, prefix: /b}}]'),
    ['8:14 spec.http[0].match[0].uri: only one of exact, prefix, regex may be set, got exact and prefix'],
  ],
  'null where a value is wanted': [
    rule('match: [{headers: {x-a: }}]'),
    ['8:24 spec.http[0].match[0].headers.x-a: expected an object, got null'],
  ],
  'null in a field': [
    rule('timeout:'),
    ['8:5 spec.http[0].timeout: null is not allowed here: leave the field out, or give it a value'],
  ],
  'a duration below a millisecond': [
    rule('timeout: 0s'),
    ['8:5 spec.http[0].timeout: "0s" must be a duration of at least 1ms'],
  ],
  'what is no duration': [
    rule('timeout: 10'),
    ['8:5 spec.http[0].timeout: expected a string, got the number 10 (quote it)'],
  ],
  'a duration without a unit': [
    rule('timeout: "10"'),
    ['8:5 spec.http[0].timeout: "10" is not a duration, such as 1h30m, 10s or 500ms'],
  ],
  'a key that is written twice, at its second place': [
    rule('name: a').replace('  http:', '  hosts: [b.com]\n  http:'),
    ['7:3 spec.hosts: the key "hosts" is written twice'],
  ],
  'a field that is written in both spellings': [
    rule('direct_response: {status: 200}\n    directResponse: {status: 201}'),
    ['9:5 spec.http[0].directResponse: the field is written twice, as directResponse and in snake_case'],
  ],
  'a key that is a boolean to Kubernetes': [
    rule('match: [{queryParams: {y: {exact: "1"}}}]'),
    ['8:14 spec.http[0].match[0].queryParams: the key y is the boolean true to Kubernetes: quote it'],
  ],
  'a number out of range': [rule('match: [{port: -1}]'), ['8:14 spec.http[0].match[0].port: -1 must be at least 0']],
};

describe('strict decoding refuses', () => {
  for (const [title, [spec, lines]] of Object.entries(refusals)) {
    it(title, async () => {
      assert.deepEqual(problemLines(await decodeOne(virtualService(spec))), lines);
    });
  }

  it('an object without kind or apiVersion', async () => {
    assert.deepEqual(problemLines(await decodeOne('apiVersion: v1\n')), ['1:1 kind: kind is not set']);
    assert.deepEqual(problemLines(await decodeOne('kind: Gateway\n')), ['1:1 apiVersion: apiVersion is not set']);
    assert.deepEqual(problemLines(await decodeOne('just text\n')), [
      '1:1 : expected an object with apiVersion and kind',
    ]);
  });

  it('at most a hundred things of one object', async () => {
    const items = Array.from({ length: 500 }, (_, index) => `{f${index}: 1}`).join(', ');
    assert.equal(problemLines(await decodeOne(virtualService(`  http: [${items}]`))).length, 100);
  });
});

describe('strict decoding takes', () => {
  it('null in metadata, as absent', async () => {
    const text = virtualService(rule('name: a')).replace('  name: shop', '  name: shop\n  creationTimestamp: null');
    const { object, problems } = await decodeOne(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(object?.metadata, { name: 'shop' });
  });

  it('null where protobuf has a wrapper type, as absent', async () => {
    const { problems } = await decodeOne(virtualService(rule('mirrorPercent: null')));
    assert.deepEqual(problems, []);
  });
});

describe('names that JavaScript gives a meaning', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
    it(`are data as keys of a map: ${name}`, async () => {
      const text = virtualService(rule('name: a')).replace(
        '  name: shop',
        `  name: shop\n  annotations: {"${name}": "polluted"}`,
      );
      const { object } = await decodeOne(text);
      const annotations = object?.metadata.annotations ?? {};
      assert.deepEqual(Object.entries(annotations), [[name, 'polluted']]);
      assert.equal(Object.getPrototypeOf(annotations), Object.prototype);
      assert.equal(({} as Record<string, unknown>).polluted, undefined);
    });

    it(`are unknown as fields: ${name}`, async () => {
      const lines = problemLines(await decodeOne(virtualService(rule(`"${name}": {polluted: true}`))));
      assert.match(lines[0] ?? '', /unknown field/);
      assert.equal(({} as Record<string, unknown>).polluted, undefined);
    });
  }

  it('are data in what is kept as it is', async () => {
    const { object } = await decodeOne(
      'apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: {name: a}\nspec: {address: 10.0.0.1}\nstatus: {"__proto__": {polluted: true}}\n',
    );
    assert.deepEqual(Object.keys(object?.status as object), ['__proto__']);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});
