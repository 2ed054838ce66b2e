import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogWriter } from '../../../../src/engine/access-log/log-writer.ts';
import { processFolder } from '../../../support/temporary-folder.ts';
import { until } from '../../../support/until.ts';

describe('the writer of access logs', () => {
  it('writes all lines in order, those that fill batches and those longer than one', async () => {
    const path = join(processFolder(), 'order.log');
    const writer = new LogWriter(path);
    const lines = Array.from({ length: 3000 }, (_, at) => `${at} ${'x'.repeat(at % 97)}\u00e4\n`);
    lines[1500] = `${'y'.repeat(200_000)}\n`;
    for (const line of lines) writer.write(line);
    await until(() => readFileSync(path, 'latin1').length > 300_000);
    writer.close();
    assert.equal(readFileSync(path, 'latin1'), lines.join(''));
  });

  it('refuses a file that cannot be opened', () => {
    const path = join(processFolder(), 'missing', 'access.log');
    assert.throws(() => new LogWriter(path), /the access log cannot be opened: ENOENT/);
  });
});
