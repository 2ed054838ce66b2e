import assert from 'node:assert/strict';
import { scheduleFault } from '../../../../src/kinds/kubernetes/cron-job/schedule.ts';

const good = [
  '* * * * *',
  '*/5 0-6,12 1,15 jan-MAR mon-fri',
  '0/10 ? 1-31/2 12 0',
  '@hourly',
  '@every 1h30m',
  ' 1  2 3 4 5 ',
];

const bad: readonly (readonly [schedule: string, fault: RegExp])[] = [
  ['* * * *', /expected exactly 5 fields, found 4/],
  ['60 * * * *', /60 is outside of 0 to 59 \(minute\)/],
  ['* 24 * * *', /outside of 0 to 23/],
  ['* * 0 * *', /outside of 1 to 31/],
  ['* * * 13 *', /outside of 1 to 12/],
  ['* * * * 7', /outside of 0 to 6/],
  ['5-1 * * * *', /behind its end/],
  ['*/0 * * * *', /the step of .* must be a positive number/],
  ['a * * * *', /cannot read a as minute/],
  ['1-2-3 * * * *', /cannot read/],
  ['@never', /unrecognized descriptor @never/],
  ['@every soon', /unrecognized descriptor/],
  ['TZ=UTC * * * * *', /use timeZone field instead/],
];

describe('the schedule of a CronJob', () => {
  for (const schedule of good) {
    it(`may be ${schedule}`, () => assert.equal(scheduleFault(schedule), undefined));
  }

  for (const [schedule, fault] of bad) {
    it(`may not be ${schedule}`, () => assert.match(scheduleFault(schedule) ?? '', fault));
  }
});
