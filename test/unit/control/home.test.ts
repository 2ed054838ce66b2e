import assert from 'node:assert/strict';
import { resolveHome } from '../../../src/control/home.ts';

describe('state folder', () => {
  const cases: readonly [string, Record<string, string>, string][] = [
    ['ICTL_HOME before all', { ICTL_HOME: '/x', XDG_STATE_HOME: '/s', HOME: '/h' }, '/x'],
    ['the XDG state folder', { XDG_STATE_HOME: '/s', HOME: '/h' }, '/s/ictl'],
    ['its default', { HOME: '/h' }, '/h/.local/state/ictl'],
    ['its default where XDG_STATE_HOME is relative', { XDG_STATE_HOME: 's', HOME: '/h' }, '/h/.local/state/ictl'],
    ['its default where ICTL_HOME is empty', { ICTL_HOME: '', HOME: '/h' }, '/h/.local/state/ictl'],
  ];
  for (const [name, env, expected] of cases) {
    it(`is ${name}`, () => assert.equal(resolveHome(env), expected));
  }
});
