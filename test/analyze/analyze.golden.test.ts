// Each folder of cases/ is a case: in.yaml is analysed on top of the local cluster, and every finding is in out.yaml.
// A clean one has an empty list. `npm run goldens` rewrites all out.yaml.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { analyzers } from '../../src/analyze/analyzers.ts';
import { packagePath } from '../../src/lib/package-root.ts';
import { analyzeText } from './analyze-text.ts';

const folder = packagePath('test', 'analyze', 'cases');
const cases = readdirSync(folder).sort();

describe('analysis', () => {
  for (const name of cases) {
    it(`finds in ${name} what its golden shows`, async () => {
      const findings = await analyzeText(readFileSync(join(folder, name, 'in.yaml'), 'utf8'));
      const shown = findings.map(({ code, severity, message, resource, path, position }) => ({
        code,
        severity,
        ...(resource !== undefined && { resource: `${resource.kind} ${resource.namespace}/${resource.name}` }),
        ...(path !== undefined && { path }),
        ...(position !== undefined && { at: `${position.line}:${position.column}` }),
        message,
      }));
      const text = stringify(shown, { lineWidth: 0 });
      if (process.env.UPDATE_GOLDENS === '1') writeFileSync(join(folder, name, 'out.yaml'), text);
      else assert.equal(text, readFileSync(join(folder, name, 'out.yaml'), 'utf8'));
    });
  }

  it('has a case for every code of every check', () => {
    const outs = cases.map((name) => readFileSync(join(folder, name, 'out.yaml'), 'utf8')).join('\n');
    const missing = analyzers.flatMap(({ codes }) => codes).filter((code) => !outs.includes(`code: ${code}\n`));
    assert.deepEqual(missing, []);
  });
});
