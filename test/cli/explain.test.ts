import assert from 'node:assert/strict';
import { join } from 'node:path';
import { kindSummaries } from '../../src/cli/explain/kind-summaries.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('explain and api-resources', () => {
  const folder = temporaryFolder();
  const ictl = (args: string, options = {}) => run(join(folder(), 'home'), args, options);

  it('explains a field with its type, its values and what is below it, as kubectl does', async () => {
    const { stdout } = await ictl('explain gateways.spec.servers.port');
    assert.match(
      stdout,
      /^GROUP: {6}networking\.istio\.io\nKIND: {7}Gateway\nVERSION: {4}v1\n\nFIELD: port <Object> -required-\n\nDESCRIPTION:\n {4}\S/,
    );
    assert.match(stdout, /\n {2}number\t<integer> -required-\n {4}[^\n]*\n/);
  });

  it('says which values a field takes, and what becomes of it here', async () => {
    const { stdout } = await ictl('explain gw.spec.servers.tls');
    assert.match(stdout.replace(/\s+/g, ' '), /mode <string> .*One of PASSTHROUGH, SIMPLE, MUTUAL/);
    const keepalive = await ictl('explain dr.spec.trafficPolicy.connectionPool.tcp.tcpKeepalive');
    assert.match(keepalive.stdout.replace(/\s+/g, ' '), /probes <integer> .* Not enforced: /);
  });

  it('explains a kind of the core group, in the version that is asked for', async () => {
    assert.match(
      (await ictl('explain svc')).stdout,
      /^KIND: {7}Service\nVERSION: {4}v1\n\nDESCRIPTION:\n {4}Ports under one name/,
    );
    const { stdout } = await ictl('explain ing.spec.rules.http.paths.backend --api-version extensions/v1beta1');
    assert.match(stdout, /\n {2}serviceName\t/);
  });

  it('shows a tree of names and types', async () => {
    const { stdout } = await ictl('explain vs.spec --recursive');
    assert.match(stdout, /\n {2}http\t<\[\]Object>\n {4}name\t<string>\n {4}match\t<\[\]Object>\n {6}name\t<string>\n/);
  });

  it('keeps to the width of the terminal', async () => {
    const { stdout } = await ictl('explain vs.spec.http', { isTTY: true, columns: 60 });
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.startsWith('    ') && line.length > 60),
      [],
    );
  });

  it('has a line about every kind', () => {
    assert.deepEqual(
      kinds.map(({ kind }) => kind).filter((kind) => kindSummaries[kind] === undefined),
      [],
    );
  });

  it('lists kinds by group and name', async () => {
    const { stdout } = await ictl('api-resources --api-group networking.istio.io');
    assert.match(
      stdout,
      /^NAME +SHORTNAMES +APIVERSION +NAMESPACED +KIND\ndestinationrules +dr +networking\.istio\.io\/v1 +true +DestinationRule\n/,
    );
    assert.equal((await ictl('api-resources --no-headers')).stdout.split('\n').length - 1, kinds.length);
    assert.match((await ictl('api-resources --namespaced=false -o name')).stdout, /^namespaces\n/);
    assert.match((await ictl('api-resources -o wide')).stdout, /pods +po +v1 +true +Pod +get,list,watch +all\n/);
  });

  const mistakes: readonly [string, RegExp][] = [
    ['explain gatway.spec', /did you mean gateway\?/],
    ['explain gateway.spec.serves', /there is no field serves in spec\nHint: did you mean servers\? the fields are /],
    ['explain gateway.spec.servers.hosts.x', /there are no fields in spec\.servers\.hosts/],
    ['explain gateway..spec', /not of the form KIND\.FIELD/],
    ['explain all', /names several kinds/],
    ['explain', /missing required argument/],
    ['api-resources --api-group networking.istio.oi', /did you mean networking\.istio\.io\?/],
  ];
  for (const [args, message] of mistakes) {
    it(`refuses ${args} as wrong usage`, async () => {
      const { stderr, exitCode } = await ictl(args);
      assert.match(stderr, message);
      assert.equal(exitCode, 2);
    });
  }
});
