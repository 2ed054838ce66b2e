import assert from 'node:assert/strict';
import { join } from 'node:path';
import { service } from '../support/manifests.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('register', () => {
  const folder = temporaryFolder();
  const ictl = (args: string, stdin?: string) =>
    run(join(folder(), 'home'), args, { ...(stdin === undefined ? {} : { stdin }) });
  const read = async (what: string) => JSON.parse((await ictl(`get ${what} -o json`)).stdout);

  it('makes a Service and Endpoints, and names ports as istioctl does', async () => {
    const { stdout, exitCode } = await ictl('register cart 10.0.0.7 80 443 3306 9000 grpc:9090');
    assert.equal(exitCode, 0);
    assert.match(
      stdout,
      /^Created config service\/default\/cart at .*\nCreated config endpoints\/default\/cart at .*\n$/,
    );
    const ports = (await read('svc cart')).spec.ports.map(({ name, port }: { name: string; port: number }) => [
      name,
      port,
    ]);
    assert.deepEqual(ports, [
      ['http', 80],
      ['https', 443],
      ['mysql', 3306],
      ['9000', 9000],
      ['grpc', 9090],
    ]);
    const [subset] = (await read('ep cart')).subsets;
    assert.deepEqual(subset.addresses, [{ ip: '10.0.0.7' }]);
    assert.deepEqual(subset.ports[0], { name: 'http', port: 80, protocol: 'TCP' });
  });

  it('leads the port of a Service that is there to where the backend listens', async () => {
    await ictl('create', service());
    const { stdout } = await ictl('register httpbin 127.0.0.1 http:9000');
    assert.match(stdout, /^Unchanged config service\/default\/httpbin .*\nCreated config endpoints/);
    assert.equal((await read('svc httpbin')).spec.ports[0].port, 8000);
    assert.equal((await read('ep httpbin')).subsets[0].ports[0].port, 9000);
  });

  it('takes the name of the only port where none is given', async () => {
    await ictl('create', service());
    await ictl('register httpbin 127.0.0.1 9000');
    assert.equal((await read('ep httpbin')).subsets[0].ports[0].name, 'http');
  });

  it('refuses a port that the Service lacks', async () => {
    await ictl('create', service());
    const { stderr, exitCode } = await ictl('register httpbin 127.0.0.1 grpc:9000');
    assert.match(stderr, /service httpbin has no port named "grpc"\nHint: its ports are: http/);
    assert.equal(exitCode, 3);
  });

  it('adds addresses, each once', async () => {
    await ictl('register cart 10.0.0.7 http:80');
    await ictl('register cart 10.0.0.8 http:80');
    assert.match((await ictl('register cart 10.0.0.8 http:80')).stdout, /Unchanged.*\nUnchanged/);
    await ictl('register cart 127.0.0.1 http:9001');
    const subsets = (await read('ep cart')).subsets.map(
      (subset: { addresses: { ip: string }[]; ports: { port: number }[] }) => [
        subset.addresses.map(({ ip }) => ip),
        subset.ports.map(({ port }) => port),
      ],
    );
    assert.deepEqual(subsets, [
      [['10.0.0.7', '10.0.0.8'], [80]],
      [['127.0.0.1'], [9001]],
    ]);
  });

  it('sets labels and annotations of the Service', async () => {
    await ictl('register cart 10.0.0.7 80 -l app=cart,tier=a -a note=x');
    await ictl('register cart 10.0.0.7 80 -l tier=b');
    const { labels, annotations } = (await read('svc cart')).metadata;
    assert.deepEqual(labels, { app: 'cart', tier: 'b' });
    assert.deepEqual(annotations, { note: 'x' });
  });

  it('takes addresses out again', async () => {
    await ictl('register cart 10.0.0.7 http:80');
    await ictl('register cart 10.0.0.8 http:80');
    await ictl('register cart 10.0.0.7 http:9001');
    const addresses = async () => (await ictl('get ep cart -o jsonpath={.subsets[*].addresses[*].ip}')).stdout;
    assert.equal(await addresses(), '10.0.0.7 10.0.0.8 10.0.0.7');
    assert.match((await ictl('deregister cart 10.0.0.7 --dry-run')).stdout, /^Updated config .* \(dry run\)\n$/);
    const result = await ictl('deregister cart 10.0.0.7');
    assert.match(result.stdout, /^Updated config endpoints\/default\/cart to revision \d+\n$/);
    assert.equal(await addresses(), '10.0.0.8');
    assert.equal((await ictl('deregister cart 10.0.0.8')).exitCode, 0);
    assert.equal(await addresses(), '');
    assert.equal((await ictl('get svc cart')).exitCode, 0);
    assert.match(
      (await ictl('deregister cart 10.0.0.8')).stderr,
      /could not find ip.*\nHint: it has no endpoint at all/,
    );
  });

  it('loses no address of those who register at the same time', async () => {
    await ictl('register cart 10.0.0.1 http:80');
    const addresses = Array.from({ length: 20 }, (_, index) => `10.0.1.${index}`);
    const results = await Promise.all(addresses.map((ip) => ictl(`register cart ${ip} http:80`)));
    assert.ok(results.every(({ exitCode }) => exitCode === 0));
    assert.equal((await read('ep cart')).subsets[0].addresses.length, 21);
  });

  const refusals: readonly [string, RegExp, number][] = [
    ['register a', /missing required argument 'ip'/, 2],
    ['register a localhost 80', /"localhost" is not an IP address/, 2],
    ['register a 10.0.0.1 http', /"http" is not a port/, 2],
    ['register a 10.0.0.1 http:70000', /"http:70000" is not a port/, 2],
    ['register a 10.0.0.1 80 8080', /two ports are named "http"/, 2],
    ['register a 10.0.0.1 80 -l app', /--labels takes key=value, not "app"/, 2],
    ['register A_B 10.0.0.1 80', /metadata\.name/, 3],
    ['deregister a 10.0.0.1', /endpoints "a" not found/, 4],
    ['deregister a localhost', /"localhost" is not an IP address/, 2],
    ['deregister a', /missing required argument 'ip'/, 2],
    ['register a 10.0.0.1 80 -n staging', /namespaces "staging" not found/, 4],
  ];
  for (const [args, message, expected] of refusals) {
    it(`refuses ${args}`, async () => {
      const { stderr, exitCode } = await ictl(args);
      assert.match(stderr, message);
      assert.equal(exitCode, expected);
    });
  }
});
