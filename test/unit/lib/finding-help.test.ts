import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { type FindingCode, findingCatalogue } from '../../../src/lib/finding-catalogue.ts';
import { findingHelp } from '../../../src/lib/finding-help.ts';

describe('the help on findings', () => {
  const codes = Object.keys(findingCatalogue) as FindingCode[];

  it('says of every code what to do, as a sentence', () => {
    const wordless = codes.filter((code) => !/^[A-Z].*\.$/.test(findingHelp(code)?.mend ?? ''));
    assert.deepEqual(wordless, [], 'add them to src/lib/finding-help.ts');
  });

  it('shows of every code an example: commands, or YAML that parses', () => {
    for (const code of codes) {
      const { example = '' } = findingHelp(code) ?? {};
      assert.notEqual(example, '', code);
      if (example.startsWith('ictl ')) continue;
      for (const document of parseAllDocuments(example))
        assert.deepEqual('errors' in document && document.errors, [], code);
    }
  });
});
