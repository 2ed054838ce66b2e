import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { parse, parseAllDocuments } from 'yaml';
import { type RunOptions, run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const values = `
ingressgateway:
  replicaCount: 2
  service:
    labels:
      team: edge
    ports:
    - name: http
      port: 80
`;

const secureGateway = `
apiVersion: v1
kind: Secret
metadata: { name: my-ingress-cert, namespace: istio-system }
stringData: { tls.crt: none, tls.key: none }
---
apiVersion: networking.istio.io/v1alpha3
kind: Gateway
metadata: { name: httpbin-gateway }
spec:
  selector: { istio: ingressgateway }
  servers:
  - port: { number: 443, name: https, protocol: HTTPS }
    hosts: [foo.bar.com]
    tls:
      mode: SIMPLE
      serverCertificate: /etc/my-ingress-cert/tls.crt
      privateKey: /etc/my-ingress-cert/tls.key
`;

describe('render', () => {
  const folder = temporaryFolder();
  const ictl = (args: string, options: RunOptions = {}) =>
    run(join(folder(), 'home'), args, { cwd: folder(), ...options });
  const rendered = async (args: string, options: RunOptions = {}) => {
    const { stdout, stderr, exitCode } = await ictl(`render gateway ${args}`, options);
    assert.deepEqual([stderr, exitCode], ['', 0]);
    return parseAllDocuments(stdout).map((document) => document.toJS());
  };

  beforeEach(() => {
    writeFileSync(join(folder(), 'one.yaml'), values);
    writeFileSync(
      join(folder(), 'two.yaml'),
      'ingressgateway: {replicaCount: 3, service: {labels: {tier: front}, ports: [{port: 81}]}}',
    );
  });

  it('prints every object of the gateway in the order in which they are installed', async () => {
    assert.deepEqual(
      (await rendered('--name istio')).map(({ kind }) => kind),
      ['ServiceAccount', 'Service', 'Deployment', 'HorizontalPodAutoscaler'],
    );
  });

  it('uses the name of the release and the namespace', async () => {
    const [account] = await rendered('--name edge -n web -s serviceaccount.yaml');
    assert.equal(account.metadata.namespace, 'web');
    assert.equal(account.metadata.labels.release, 'edge');
  });

  it('merges files, the last one wins, and lists replace lists', async () => {
    const [service, deployment] = await rendered('-f one.yaml -f two.yaml -s service.yaml -s deployment.yaml');
    assert.equal(deployment.spec.replicas, 3);
    assert.deepEqual(service.spec.ports, [{ port: 81 }]);
    assert.equal(service.metadata.labels.team, 'edge');
    assert.equal(service.metadata.labels.tier, 'front');
  });

  it('lets --set win over files, whatever stands first', async () => {
    const [deployment] = await rendered('--set ingressgateway.replicaCount=7 -f one.yaml -s deployment.yaml');
    assert.equal(deployment.spec.replicas, 7);
  });

  it('reads values from standard input and from named files', async () => {
    writeFileSync(join(folder(), 'label.txt'), 'from-a-file');
    const [service] = await rendered('-f - --set-file ingressgateway.service.labels.origin=label.txt -s service.yaml', {
      stdin: values,
    });
    assert.equal(service.metadata.labels.team, 'edge');
    assert.equal(service.metadata.labels.origin, 'from-a-file');
  });

  it('takes a JSON object as --set-json', async () => {
    const [deployment] = await rendered('--set-json {"ingressgateway":{"replicaCount":4}} -s deployment.yaml');
    assert.equal(deployment.spec.replicas, 4);
  });

  for (const name of [
    'deployment.yaml',
    'templates/deployment.yaml',
    'charts/ingressgateway/templates/deployment.yaml',
  ]) {
    it(`prints one template by ${name}, with -s and with -x`, async () => {
      for (const flag of ['-s', '-x'])
        assert.deepEqual(
          (await rendered(`${flag} ${name}`)).map(({ kind }) => kind),
          ['Deployment'],
        );
    });
  }

  it('prints JSON, a List where there are several objects', async () => {
    const all = JSON.parse((await ictl('render gateway -o json')).stdout);
    assert.deepEqual([all.kind, all.items.length], ['List', 4]);
    assert.equal(JSON.parse((await ictl('render gateway -o json -s service.yaml')).stdout).kind, 'Service');
  });

  it('writes a file for each template', async () => {
    const { stdout } = await ictl('render gateway --output-dir out -s service.yaml -s deployment.yaml');
    assert.equal(
      stdout,
      'wrote out/istio/charts/ingressgateway/templates/service.yaml\nwrote out/istio/charts/ingressgateway/templates/deployment.yaml\n',
    );
    const text = readFileSync(join(folder(), 'out/istio/charts/ingressgateway/templates/service.yaml'), 'utf8');
    assert.equal(parse(text).kind, 'Service');
  });

  it('writes nothing where one value is refused', async () => {
    const { exitCode } = await ictl('render gateway --output-dir out --set ingressgateway.replicaCont=2');
    assert.equal(exitCode, 3);
    assert.equal(existsSync(join(folder(), 'out')), false);
  });

  for (const profile of ['istio-0.8', 'istio', 'ictl']) {
    it(`lists the values of ${profile} as JSON Schema`, async () => {
      const schema = JSON.parse((await ictl(`render gateway --profile ${profile} --values-schema`)).stdout);
      assert.equal(schema.type, 'object');
      assert.equal(schema.additionalProperties, false);
    });
  }

  it('is taken by apply', async () => {
    const { stdout } = await ictl('render gateway -s deployment.yaml -s service.yaml');
    const applied = await ictl('apply -f -', { stdin: stdout });
    assert.equal(applied.exitCode, 0, applied.stderr);
    assert.match(applied.stdout, /deployment\/istio-system\/istio-ingressgateway/);
  });

  it('mends a Gateway whose certificate no volume shows, by the command in the finding', async () => {
    writeFileSync(join(folder(), 'gateway.yaml'), secureGateway);
    const findings = async (args: string) => (await ictl(`translate findings ${args} -o json`)).stdout;
    const [, set = '', ...none] =
      /ictl render gateway -s deployment\.yaml --set '([^']*)'/.exec(await findings('-f gateway.yaml')) ?? [];
    assert.deepEqual(none, []);
    writeFileSync(
      join(folder(), 'deployment.yaml'),
      (await ictl(`render gateway -s deployment.yaml --set ${set}`)).stdout,
    );
    const mended = await findings('-f gateway.yaml -f deployment.yaml');
    assert.doesNotMatch(mended, /cannot be read/);
    assert.match(mended, /the certificate is no X\.509 certificate/);
  });

  const refusals: Readonly<Record<string, readonly [string, number, RegExp]>> = {
    'an unknown value, with the nearest one': [
      '--set ingressgateway.servce.type=NodePort',
      3,
      /ingressgateway\.servce: unknown value, did you mean ingressgateway\.service\?/,
    ],
    'a value of another profile': [
      '--set secretVolumes[0].name=x',
      3,
      /secretVolumes: unknown value, did you mean ingressgateway\.deployment\.secretVolumes\?[\s\S]*secretVolumes is a value of --profile istio/,
    ],
    'a secret volume without a path': [
      '--set ingressgateway.deployment.secretVolumes[0].name=x,ingressgateway.deployment.secretVolumes[0].secretName=x',
      3,
      /secretVolumes\[0\]\.mountPath: required field is missing/,
    ],
    'a list with a hole': [
      '--set ingressgateway.service.ports[1].port=80',
      3,
      /ports\[0\]: expected an object, got null/,
    ],
    'a wrong type': [
      '--set ingressgateway.replicaCount=two',
      3,
      /replicaCount: expected an integer, got the string "two"/,
    ],
    'an object that fits no schema': [
      '--profile istio --set-json tolerations=[{"kye":"x"}]',
      3,
      /Deployment istio-ingressgateway: spec\.template\.spec\.tolerations\[0\]\.kye: unknown field/,
    ],
    'an autoscaler without an end': ['--set ingressgateway.autoscaleMax=null', 3, /autoscaleMax: is required/],
    'a text that is no assignment': ['--set ingressgateway.service.type', 2, /key "type" has no value/],
    'a template that there is not': [
      '-s deploymnt.yaml',
      2,
      /could not find template deploymnt\.yaml[\s\S]*did you mean deployment\.yaml\?/,
    ],
    'a template that renders nothing': [
      '-s autoscale.yaml --set ingressgateway.autoscaleMin=0',
      3,
      /autoscale\.yaml renders nothing/,
    ],
    'a file that is not there': ['-f nowhere.yaml', 3, /open nowhere\.yaml: no such file/],
    'a --set-file that is not there': ['--set-file global.tag=nowhere.txt', 3, /open nowhere\.txt: no such file/],
    'a release name that is none': ['--name My_Gateway', 2, /invalid release name "My_Gateway"/],
    'a profile that there is not': ['--profile istio-1.0', 2, /istio-1\.0/],
  };
  for (const [what, [args, exitCode, message]] of Object.entries(refusals)) {
    it(`refuses ${what}`, async () => {
      const result = await ictl(`render gateway ${args}`);
      assert.deepEqual([result.stdout, result.exitCode], ['', exitCode], result.stderr);
      assert.match(result.stderr, message);
    });
  }

  const files: Readonly<Record<string, readonly [string, RegExp]>> = {
    'an unknown value': [
      'global:\n  tga: x\n',
      /^bad\.yaml:2:3: error: global\.tga: unknown value, did you mean global\.tag\?/,
    ],
    'YAML that is none': ['global: [\n', /^Error: bad\.yaml:/],
    'a list': ['- a\n', /bad\.yaml has no values/],
    'two documents': ['a: 1\n---\nb: 2\n', /bad\.yaml has 2 documents/],
    'a key that is written twice': ['global: {}\nglobal: {}\n', /written twice/],
  };
  for (const [what, [text, message]] of Object.entries(files)) {
    it(`says where a file has ${what}`, async () => {
      writeFileSync(join(folder(), 'bad.yaml'), text);
      const { stderr, exitCode } = await ictl('render gateway -f bad.yaml');
      assert.match(stderr, message);
      assert.equal(exitCode, 3);
    });
  }

  it('names no file for what --set has changed', async () => {
    const { stderr } = await ictl('render gateway -f one.yaml --set ingressgateway.replicaCount=x');
    assert.match(stderr, /^error: ingressgateway\.replicaCount/);
  });

  it('warns of what Kubernetes would not take, and prints it as the chart would', async () => {
    const { stdout, stderr, exitCode } = await ictl(
      'render gateway --set ingressgateway.service.labels.team=a/b -s service.yaml',
    );
    assert.equal(exitCode, 0);
    assert.equal(parse(stdout).metadata.labels.team, 'a/b');
    assert.match(
      stderr,
      /^warning: an API server would refuse Service istio-ingressgateway, Deployment istio-ingressgateway: metadata\.labels\.team/,
    );
  });

  it('reads an empty file as no values', async () => {
    mkdirSync(join(folder(), 'sub'));
    writeFileSync(join(folder(), 'sub', 'empty.yaml'), '# nothing\n');
    assert.equal((await rendered('-f sub/empty.yaml')).length, 4);
  });
});
