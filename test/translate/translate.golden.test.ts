// Each folder of cases/ is a case: in.yaml is translated on top of base.yaml and compared with out.yaml.
// `npm run goldens` rewrites all out.yaml.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { packagePath } from '../../src/lib/package-root.ts';
import { translateText } from '../support/translate-text.ts';
import { commonParts, goldenView } from './golden-view.ts';

const folder = packagePath('test', 'translate');
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

/** The case that shows everything, for it is what all others leave out. */
const writtenOut = 'written-out';

describe('translation', () => {
  const services = read('base-services.yaml');
  const common = async () => commonParts((await translateText(services, read('base-routes.yaml'))).config);

  for (const name of readdirSync(join(folder, 'cases')).sort()) {
    it(`makes of ${name} what its golden shows`, async () => {
      const { config, findings } = await translateText(services, read('cases', name, 'in.yaml'));
      const shown = name === writtenOut ? config : goldenView(config, findings, await common());
      const text = stringify(shown, { lineWidth: 0, aliasDuplicateObjects: false });
      if (process.env.UPDATE_GOLDENS === '1') writeFileSync(join(folder, 'cases', name, 'out.yaml'), text);
      else assert.equal(text, read('cases', name, 'out.yaml'));
    });
  }
});
