// Tables of specs with what is said about them; the specs are YAML in flow style.
import assert from 'node:assert/strict';
import { it } from 'mocha';
import { decodeOne } from '../decode/decode-text.ts';

/** Title -> spec and, for each problem, `path: message` or its beginning. Warnings begin with `warning `. */
export type VerdictTable = Readonly<Record<string, readonly [spec: string, problems: readonly string[]]>>;

/** A test a line of the table. Notes on what is not enforced are left out. */
export function testVerdicts(kind: string, table: VerdictTable, apiVersion = 'networking.istio.io/v1'): void {
  for (const [title, [spec, expected]] of Object.entries(table)) {
    it(title, async () => {
      const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: shop}\nspec: ${spec}\n`;
      const { problems } = await decodeOne(text);
      const said = problems
        .filter(({ code }) => code !== 'ICTL0010' && code !== 'ICTL0011')
        .map(({ severity, path = '', message }) => `${severity === 'error' ? '' : 'warning '}${path}: ${message}`);
      assert.equal(said.length, expected.length, `said:\n${said.join('\n')}`);
      for (const [index, beginning] of expected.entries()) {
        assert.ok(said[index]?.startsWith(beginning), `said:\n${said.join('\n')}\nexpected: ${beginning}`);
      }
    });
  }
}
