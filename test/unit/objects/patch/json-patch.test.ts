import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/lib/errors.ts';
import { applyJsonPatch, parseJsonPatch } from '../../../../src/objects/patch/json-patch.ts';

/** Most are those of RFC 6902, appendix A. */
const applied: readonly [string, unknown, unknown, unknown][] = [
  ['adds a field', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
  ['adds an item', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'q' }], { foo: ['bar', 'q', 'baz'] }],
  ['adds an item at the end', { foo: [1] }, [{ op: 'add', path: '/foo/-', value: [2] }], { foo: [1, [2]] }],
  ['adds behind the last item', { foo: [1] }, [{ op: 'add', path: '/foo/1', value: 2 }], { foo: [1, 2] }],
  ['adds over what is there', { foo: 1 }, [{ op: 'add', path: '/foo', value: null }], { foo: null }],
  ['adds the whole', { foo: 1 }, [{ op: 'add', path: '', value: { bar: 1 } }], { bar: 1 }],
  ['removes a field', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
  ['removes an item', { foo: ['a', 'b', 'c'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['a', 'c'] }],
  ['replaces a value', { baz: 'q', foo: 1 }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo', foo: 1 }],
  ['replaces an item', { foo: [1, 2] }, [{ op: 'replace', path: '/foo/1', value: 3 }], { foo: [1, 3] }],
  ['replaces the whole', { foo: 1 }, [{ op: 'replace', path: '', value: 2 }], 2],
  [
    'moves a value',
    { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
    [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
    { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
  ],
  ['moves an item', { foo: [1, 2, 3, 4] }, [{ op: 'move', from: '/foo/1', path: '/foo/3' }], { foo: [1, 3, 4, 2] }],
  ['copies a value', { a: { b: 1 } }, [{ op: 'copy', from: '/a', path: '/c' }], { a: { b: 1 }, c: { b: 1 } }],
  [
    'tests values, whatever the order of their fields',
    { a: { x: 1, y: [0, null] } },
    [{ op: 'test', path: '/a', value: { y: [0, null], x: 1 } }],
    { a: { x: 1, y: [0, null] } },
  ],
  ['reads ~0 and ~1', { '/': 9, '~1': 10 }, [{ op: 'remove', path: '/~1' }], { '~1': 10 }],
  ['reads ~01 as ~1', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
  ['ignores members it does not know', { a: 1 }, [{ op: 'remove', path: '/a', xyz: 1 }], {}],
  ['takes an empty name', { '': 1 }, [{ op: 'replace', path: '/', value: 2 }], { '': 2 }],
  ['takes no operation', { a: 1 }, [], { a: 1 }],
];

const refused: readonly [string, unknown, unknown, string, string][] = [
  [
    'a test that fails',
    { a: '10' },
    [
      { op: 'test', path: '/a', value: '10' },
      { op: 'test', path: '/a', value: 10 },
    ],
    'Conflict',
    'operation 1 (test /a) of the JSON patch: the value is "10", not 10',
  ],
  [
    'a field that is not there',
    { spec: { hosts: [], gateways: [] } },
    [{ op: 'remove', path: '/spec/host' }],
    'Invalid',
    'operation 0 (remove /spec/host) of the JSON patch: there is no field "host", there is hosts, gateways',
  ],
  [
    'an item that is not there',
    { foo: [1] },
    [{ op: 'replace', path: '/foo/1', value: 2 }],
    'Invalid',
    'operation 0 (replace /foo/1) of the JSON patch: there is no item 1, the list has 1',
  ],
  ['a gap in a list', { foo: [] }, [{ op: 'add', path: '/foo/1', value: 2 }], 'Invalid', 'there is no item 1'],
  ['an index with a leading zero', { foo: [1, 2] }, [{ op: 'remove', path: '/foo/01' }], 'Invalid', '"01" is no index'],
  ['- where there must be an item', { foo: [1] }, [{ op: 'remove', path: '/foo/-' }], 'Invalid', '"-" is no index'],
  ['a parent that is not there', {}, [{ op: 'add', path: '/a/b', value: 1 }], 'Invalid', 'there is no field "a"'],
  [
    'a step into a scalar',
    { a: 'x' },
    [{ op: 'add', path: '/a/b', value: 1 }],
    'Invalid',
    'nothing can be below a str',
  ],
  ['names that objects inherit', {}, [{ op: 'remove', path: '/toString' }], 'Invalid', 'there is no field "toString"'],
  ['to leave nothing', {}, [{ op: 'remove', path: '' }], 'Invalid', '(remove the whole object)'],
  ['a move into itself', { a: {} }, [{ op: 'move', from: '/a', path: '/a/b' }], 'Invalid', 'moved into itself'],
  ['what is no list', {}, { op: 'add' }, 'BadRequest', 'a JSON patch is a list of operations'],
  ['an item that is no map', {}, ['add'], 'BadRequest', 'operation 0 of the JSON patch: it is no map'],
  ['an operation nobody knows', {}, [{ op: 'put', path: '/a' }], 'BadRequest', 'op is "put", it must be one of add'],
  ['an operation without op', {}, [{ path: '/a' }], 'BadRequest', 'op is missing'],
  ['an operation without path', {}, [{ op: 'remove' }], 'BadRequest', 'operation 0 of the JSON patch: path is missing'],
  ['a path that is no pointer', {}, [{ op: 'remove', path: 'a/b' }], 'BadRequest', '"a/b" is not a JSON pointer'],
  ['an escape that is none', {}, [{ op: 'remove', path: '/a~2' }], 'BadRequest', '"/a~2" is not a JSON pointer'],
  ['a move from nowhere', {}, [{ op: 'move', path: '/a' }], 'BadRequest', 'from is missing'],
  ['an add without value', {}, [{ op: 'add', path: '/a' }], 'BadRequest', 'add needs a value'],
];

describe('JSON patches', () => {
  for (const [name, original, patch, result] of applied) {
    it(name, () => {
      const before = structuredClone(original);
      assert.deepEqual(applyJsonPatch(original, parseJsonPatch(patch)), result);
      assert.deepEqual(original, before);
    });
  }

  for (const [name, original, patch, reason, message] of refused) {
    it(`refuse ${name}`, () => {
      assert.throws(
        () => applyJsonPatch(original, parseJsonPatch(patch)),
        (error) => error instanceof ApiError && error.reason === reason && error.message.includes(message),
      );
    });
  }
});
