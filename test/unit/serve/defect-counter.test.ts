import assert from 'node:assert/strict';
import { guarded, reportDefect } from '../../../src/engine/guard.ts';
import { DefectCounter } from '../../../src/serve/defect-counter.ts';

describe('defects', () => {
  let told: string[] = [];
  let now = 0;
  let counter: DefectCounter | undefined;
  const count = () => {
    counter = new DefectCounter(
      (text) => told.push(text),
      () => now,
    );
    return counter;
  };

  beforeEach(() => {
    told = [];
    now = 0;
  });
  afterEach(() => counter?.close());

  it('are thrown on where nobody watches for them', () => {
    assert.throws(() => reportDefect('timer', new Error('broken')), /broken/);
  });

  it('close what they happened on and are told with their stack', () => {
    count();
    const closed: string[] = [];
    const callback = guarded(
      'downstream connection',
      () => closed.push('closed'),
      (text: string) => {
        throw new Error(text);
      },
    );
    callback('broken');
    assert.deepEqual(closed, ['closed']);
    assert.match(told.join(), /ended a downstream connection; please report it\nError: broken\n\s+at /);
  });

  it('are told once a minute where they come again, and all counted', () => {
    const { total } = count();
    assert.equal(total, 0);
    const broken = (at: number) => reportDefect('timer', new Error(`request ${at}`));
    for (let at = 0; at < 5; at++) broken(at);
    now = 60_000;
    for (let at = 5; at < 8; at++) broken(at);
    assert.equal(counter?.total, 8);
    assert.equal(told.length, 2);
    assert.match(told[1] ?? '', /\(5 times\).*\nError: request 5/);
  });

  it('that differ in place are told apart', () => {
    count();
    reportDefect('timer', new Error('one'));
    reportDefect('timer', new Error('other'));
    assert.equal(told.length, 2);
  });
});
