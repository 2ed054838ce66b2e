import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fittedTable } from '../../../src/cli/output/fitted-table.ts';
import { tableText } from '../../../src/cli/output/table.ts';

const terminal = (columns: number) => ({ write: () => undefined, isTTY: true, columns });
const rows = [
  ['NAME', 'LEADS TO'],
  ['web', 'outbound|8080||cart.default.svc.cluster.local'],
  ['long name of two words', 'outbound|80|v1|a.b (80), outbound|80|v2|a.b (20)'],
];

describe('a table that fits', () => {
  it('is the plain table in a pipe, and where there is room', () => {
    assert.equal(fittedTable(rows, { write: () => undefined, columns: 20 }), tableText(rows));
    assert.equal(fittedTable(rows, terminal(120)), tableText(rows));
  });

  it('goes on in the next line of a column, between words or behind separators', () => {
    assert.equal(
      fittedTable(rows, terminal(40)),
      `NAME                 LEADS TO
web                  outbound|8080||
                     cart.default.svc.
                     cluster.local
long name of two     outbound|80|v1|a.b
words                (80), outbound|80|
                     v2|a.b (20)
`,
    );
  });

  it('is never wider than the terminal, and loses nothing', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '|', '.'), maxLength: 60 });
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, fc.integer({ min: 40, max: 120 }), (cells, columns) => {
        const text = fittedTable(cells, terminal(columns));
        assert.ok(
          text.split('\n').every((line) => line.length <= columns),
          text,
        );
        const letters = (one: string) =>
          [...one]
            .filter((letter) => !' \n'.includes(letter))
            .sort()
            .join('');
        assert.equal(letters(text), letters(cells.flat().join('')));
      }),
      { seed: 1 },
    );
  });

  it('keeps room for what stands before each line', () => {
    assert.ok(
      fittedTable(rows, terminal(60), 10)
        .split('\n')
        .every((line) => line.length <= 50),
    );
  });

  it('lets nothing of a value reach the terminal raw', () => {
    assert.equal(fittedTable([['a\u001b[2J\n']], terminal(10)).includes('\u001b'), false);
  });
});
