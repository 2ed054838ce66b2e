import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { resolvePlainScalar, type ScalarValue } from '../../../../src/kinds/decode/scalar.ts';
import { parseDuration } from '../../../../src/kinds/duration.ts';

describe('scalars without quotes are typed as Kubernetes tools type them', () => {
  const table: readonly (readonly [source: string, value: ScalarValue])[] = [
    ['true', true],
    ['yes', true],
    ['On', true],
    ['n', false],
    ['OFF', false],
    ['yEs', 'yEs'],
    ['', null],
    ['~', null],
    ['Null', null],
    ['nULL', 'nULL'],
    ['0', 0],
    ['-12', -12],
    ['+12', 12],
    ['010', 8],
    ['08', 8],
    ['0o17', 15],
    ['0x1F', 31],
    ['0b101', 5],
    ['1_000', 1000],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1.', 1],
    ['.inf', '.inf'],
    ['1e999', '1e999'],
    ['1.2.3', '1.2.3'],
    ['12:30', '12:30'],
    ['2024-05-01', '2024-05-01'],
    ['1s', '1s'],
    ['-', '-'],
    ['.', '.'],
    ['a', 'a'],
  ];
  for (const [source, value] of table) {
    it(`${JSON.stringify(source)} is ${JSON.stringify(value)}`, () => assert.equal(resolvePlainScalar(source), value));
  }
});

describe('durations', () => {
  const table: readonly (readonly [text: string, nanoseconds: number | undefined])[] = [
    ['0', 0],
    ['0s', 0],
    ['1s', 1e9],
    ['0.3s', 3e8],
    ['1h30m', 5_400e9],
    ['1.5h', 5_400e9],
    ['500ms', 5e8],
    ['10us', 1e4],
    ['10µs', 1e4],
    ['1ns', 1],
    ['-1s', -1e9],
    ['.5s', 5e8],
    ['1.s', 1e9],
    ['', undefined],
    ['1', undefined],
    ['s', undefined],
    ['1d', undefined],
    ['1 s', undefined],
    ['1s ', undefined],
    ['1e3s', undefined],
    ['10000000h', undefined],
  ];
  for (const [text, nanoseconds] of table) {
    it(`${JSON.stringify(text)} is ${nanoseconds}`, () => assert.equal(parseDuration(text), nanoseconds));
  }
});
