import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { changeTrust } from '../../../src/cli/cert/change-trust.ts';
import type { RunOutcome, TrustWorld } from '../../../src/cli/cert/trust-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('trusting a CA', () => {
  const folder = temporaryFolder();
  let ran: string[] = [];

  beforeEach(() => {
    ran = [];
    writeFileSync(join(folder(), 'ca.crt'), 'certificate');
    mkdirSync(join(folder(), 'home'));
    mkdirSync(join(folder(), 'root'));
  });

  /** Folders are below the root; programs only remember that they were run. */
  function world(outcome: Partial<RunOutcome> = {}, platform: TrustWorld['platform'] = 'linux'): TrustWorld {
    return {
      platform,
      root: join(folder(), 'root'),
      home: join(folder(), 'home'),
      certificate: join(folder(), 'ca.crt'),
      label: 'ictl-local-ca-ada',
      run: (command, args) => {
        ran.push([command, ...args].join(' '));
        return Promise.resolve({ status: 'ok', output: '', ...outcome });
      },
    };
  }

  const anchors = (path: string) => {
    const made = join(folder(), 'root', path);
    mkdirSync(made, { recursive: true });
    return made;
  };

  const layouts: readonly [string, string, string, string][] = [
    ['Debian', 'usr/local/share/ca-certificates', 'crt', 'update-ca-certificates'],
    ['Fedora', 'etc/pki/ca-trust/source/anchors', 'pem', 'update-ca-trust extract'],
    ['Arch', 'etc/ca-certificates/trust-source/anchors', 'crt', 'trust extract-compat'],
    ['openSUSE', 'usr/share/pki/trust/anchors', 'pem', 'update-ca-certificates'],
  ];
  for (const [name, path, ending, update] of layouts) {
    it(`writes where ${name} looks, and takes it out again`, async () => {
      const file = join(anchors(path), `ictl-local-ca-ada.${ending}`);
      const [done] = await changeTrust('trust', world());
      assert.deepEqual([done?.status, done?.text], ['done', `wrote ${file}, ran ${update}`]);
      assert.equal(readFileSync(file, 'utf8'), 'certificate');
      assert.equal((await changeTrust('trust', world()))[0]?.status, 'unchanged');
      assert.equal((await changeTrust('untrust', world()))[0]?.status, 'done');
      assert.ok(!existsSync(file));
      assert.equal((await changeTrust('untrust', world()))[0]?.status, 'unchanged');
      assert.deepEqual(ran, [update, update]);
    });
  }

  it('replaces a CA that is no more', async () => {
    const file = join(anchors('usr/local/share/ca-certificates'), 'ictl-local-ca-ada.crt');
    writeFileSync(file, 'old');
    assert.equal((await changeTrust('trust', world()))[0]?.status, 'done');
    assert.equal(readFileSync(file, 'utf8'), 'certificate');
  });

  it('prints what root would type, and never becomes root itself', async function () {
    if (userInfo().uid === 0) {
      if (this.test !== undefined) this.test.title += ' (root may write anywhere)';
      this.skip();
    }
    const path = anchors('usr/local/share/ca-certificates');
    chmodSync(path, 0o555);
    const [outcome] = await changeTrust('trust', world());
    assert.equal(outcome?.status, 'not-done');
    assert.match(outcome?.commands?.[0] ?? '', /^sudo install -m 644 '.*ca\.crt' '.*ictl-local-ca-ada\.crt'$/);
    assert.deepEqual(ran, []);
  });

  it('says what is left to do where the bundle cannot be made', async () => {
    anchors('usr/local/share/ca-certificates');
    const [failed] = await changeTrust('trust', world({ status: 'failed', output: 'no space' }));
    assert.match(failed?.text ?? '', /but update-ca-certificates failed: no space$/);
    assert.deepEqual(failed?.commands, ['sudo update-ca-certificates']);
  });

  it('knows what it does not know', async () => {
    const [outcome] = await changeTrust('trust', world());
    assert.deepEqual([outcome?.store, outcome?.status], ['system', 'not-done']);
  });

  it('changes the databases of browsers, or says how to', async () => {
    for (const path of ['.pki/nssdb', '.mozilla/firefox/abc.default', '.mozilla/firefox/empty']) {
      mkdirSync(join(folder(), 'home', path), { recursive: true });
      if (!path.endsWith('empty')) writeFileSync(join(folder(), 'home', path, 'cert9.db'), '');
    }
    const outcomes = await changeTrust('trust', world());
    assert.deepEqual(
      outcomes.slice(1).map(({ status }) => status),
      ['done', 'done'],
    );
    assert.match(ran[0] ?? '', /^certutil -A -d sql:.*\/\.pki\/nssdb -t C,, -n ictl-local-ca-ada -i .*ca\.crt$/);
    const missing = (await changeTrust('untrust', world({ status: 'not-installed' })))[1];
    assert.match(missing?.text ?? '', /certutil is not installed/);
    assert.match(missing?.commands?.[0] ?? '', /^certutil -D -d sql:/);
    const absent = (await changeTrust('untrust', world({ status: 'failed', output: 'could not find certificate' })))[1];
    assert.equal(absent?.status, 'unchanged');
  });

  it('asks macOS, which asks the user', async () => {
    const [outcome] = await changeTrust('trust', world({}, 'darwin'));
    assert.equal(outcome?.status, 'done');
    assert.match(ran[0] ?? '', /^security add-trusted-cert -r trustRoot -k .*login\.keychain-db .*ca\.crt$/);
    await changeTrust('untrust', world({}, 'darwin'));
    assert.match(ran[1] ?? '', /^security remove-trusted-cert .*ca\.crt$/);
  });
});
