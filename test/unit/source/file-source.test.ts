import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { CliError } from '../../../src/lib/errors.ts';
import { FileSource } from '../../../src/source/file-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const gateway = (name: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name} }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["${name}.example.com"] }]
`;

const policy = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: deny }
spec: { action: DENY, rules: [{}] }
`;

describe('file source', () => {
  const folder = temporaryFolder();
  let open: FileSource | undefined;
  afterEach(() => open?.close());

  function source(options: { allowUnenforced?: boolean } = {}): FileSource {
    open = new FileSource({
      paths: [folder()],
      overrides: [],
      meshConfigText: undefined,
      allowUnenforced: options.allowUnenforced ?? false,
    });
    return open;
  }
  const write = (name: string, text: string) => writeFileSync(join(folder(), name), text);
  const gatewaysOf = async (one: FileSource) =>
    (await one.read()).snapshot.gateways.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

  it('reads folders below folders, in the namespace default, beside the local cluster', async () => {
    mkdirSync(join(folder(), 'sub'));
    write('b.yaml', gateway('b'));
    write('sub/a.yml', gateway('a'));
    write('note.txt', 'not: read');
    const one = source();
    assert.deepEqual(await gatewaysOf(one), ['default/a', 'default/b']);
    assert.ok((await one.read()).snapshot.deployments.has('istio-system/istio-ingressgateway'));
  });

  it('gives each state a revision of its own', async () => {
    const one = source();
    const first = (await one.read()).snapshot.revision;
    assert.equal((await one.read()).snapshot.revision, first + 1);
  });

  it('refuses to start on a file that is not YAML', async () => {
    write('a.yaml', 'kind: [');
    await assert.rejects(
      source().read(),
      (error) => error instanceof CliError && error.exitCode === 3 && /a\.yaml:1/.test(error.message),
    );
  });

  it('keeps the last good objects of a file that breaks, and says so', async () => {
    write('a.yaml', gateway('a'));
    write('b.yaml', gateway('b'));
    const one = source();
    await one.read();
    write('a.yaml', 'kind: [');
    write('b.yaml', gateway('c'));
    assert.deepEqual(await gatewaysOf(one), ['default/a', 'default/c']);
    assert.deepEqual(
      (await one.read()).findings.map(({ code }) => code),
      ['ICTL0061'],
    );
    rmSync(join(folder(), 'a.yaml'));
    assert.deepEqual(await gatewaysOf(one), ['default/c']);
  });

  it('leaves a refused object out with a finding that says where it stands', async () => {
    write('a.yaml', gateway('a').replace('number: 80', 'number: 0'));
    const { snapshot, findings } = await source().read();
    assert.equal(snapshot.gateways.length, 0);
    const error = findings.find(({ severity }) => severity === 'error');
    assert.equal(error?.position?.line, 7);
    assert.match(error?.path ?? '', /spec\.servers\[0\]\.port/);
  });

  it('refuses policies that are not enforced unless they are allowed', async () => {
    write('a.yaml', policy);
    await assert.rejects(
      source().read(),
      (error) =>
        error instanceof CliError && error.exitCode === 3 && /AuthorizationPolicy default\/deny/.test(error.message),
    );
    const { findings } = await source({ allowUnenforced: true }).read();
    assert.ok(findings.some(({ code, severity }) => code === 'ICTL0005' && severity === 'error'));
  });

  it('tells of changed, new and removed files', async () => {
    write('a.yaml', gateway('a'));
    const one = source();
    const events = new EventEmitter();
    one.watch(() => events.emit('change'));
    await one.read();
    for (const change of [
      () => write('a.yaml', gateway('aa')),
      () => write('b.yaml', gateway('b')),
      () => rmSync(join(folder(), 'a.yaml')),
    ]) {
      const told = once(events, 'change');
      change();
      one.check();
      await told;
      await one.read();
    }
    assert.deepEqual(await gatewaysOf(one), ['default/b']);
  });
});
