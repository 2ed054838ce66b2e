import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readTemplate } from '../../src/lib/read-template.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const deployment = (name: string, annotations = '{}') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}, annotations: ${annotations}}
    spec: {containers: [{name: c, image: example.test/c:1}]}
`;
const service = 'apiVersion: v1\nkind: Service\nmetadata:   {name:  odd}   # odd layout\n';

/** Containers of a Deployment's pod. */
function containersOf(text: string, list = 'containers'): { name: string; image: string }[] {
  return parse(text).spec.template.spec[list];
}

describe('ictl kube-inject', () => {
  const home = temporaryFolder();
  const inject = (args: string, stdin?: string, env: Record<string, string> = {}) =>
    run(home(), `kube-inject${args === '' ? '' : ` ${args}`}`, {
      cwd: home(),
      env,
      ...(stdin === undefined ? {} : { stdin }),
    });
  const put = (name: string, text: string) => writeFileSync(join(home(), name), text);
  const get = (name: string) => readFileSync(join(home(), name), 'utf8');

  it('passes everything through, byte for byte, that is no workload', async () => {
    const text = `\uFEFF# only words\n---\n${service}---\r\nkind: Foo\r\n...\n---\nnot: [yaml\n---\n`;
    const { stdout, stderr, exitCode } = await inject('', text);
    assert.equal(stdout, text);
    assert.equal(stderr, '0 documents injected, 0 skipped, 3 passed through\n');
    assert.equal(exitCode, 0);
  });

  it('gives nothing for nothing', async () => {
    assert.deepEqual(await inject('', ''), {
      stdout: '',
      stderr: '0 documents injected, 0 skipped, 0 passed through\n',
      exitCode: 0,
    });
  });

  it('makes what apply takes: ictl apply -f <(ictl kube-inject -f httpbin.yaml)', async () => {
    put('httpbin.yaml', (await run(home(), 'sample httpbin -o yaml')).stdout);
    for (const profile of ['istio-0.8', 'istio']) {
      const { stdout } = await inject(`-f httpbin.yaml --profile ${profile}`);
      const applied = await run(home(), 'apply -f -', { stdin: stdout });
      assert.equal(applied.exitCode, 0, applied.stderr);
      assert.match(applied.stdout, /deployment\/default\/httpbin/);
    }
    const stored = await run(home(), 'get deployment httpbin -o yaml');
    assert.ok(containersOf(stored.stdout).some(({ name }) => name === 'istio-proxy'));
  });

  it('reads several files and folders, and puts a marker between them', async () => {
    put('a.yaml', deployment('a'));
    put('b.yaml', service.trimEnd());
    const { stdout, stderr } = await inject('-f b.yaml -f a.yaml');
    assert.ok(stdout.startsWith(`${service}---\napiVersion`), stdout);
    assert.equal(
      stderr,
      'Injected Deployment "a": istio-init, istio-proxy\n1 document injected, 0 skipped, 1 passed through\n',
    );
    assert.equal((await inject('-f .')).stdout.split('\n---\n').length, 2);
  });

  it('takes objects with hardly anything in them', async () => {
    for (const profile of ['istio-0.8', 'istio']) {
      const odd = [
        'kind: Pod\nmetadata:\nspec:\n',
        'kind: List\nitems:\n',
        'kind: Deployment\nspec:\n',
        'kind: [Pod]\n',
      ];
      for (const text of odd) assert.equal((await inject(`--profile ${profile}`, text)).exitCode, 0, text);
    }
  });

  describe('-o', () => {
    it('writes a file, and replaces it at once with its permissions', async () => {
      put('in.yaml', deployment('a'));
      chmodSync(join(home(), 'in.yaml'), 0o600);
      symlinkSync('in.yaml', join(home(), 'link.yaml'));
      const { stdout, exitCode } = await inject('-f in.yaml -o link.yaml');
      assert.deepEqual({ stdout, exitCode }, { stdout: '', exitCode: 0 });
      assert.equal(containersOf(get('in.yaml')).length, 2);
      assert.equal(statSync(join(home(), 'in.yaml')).mode & 0o777, 0o600);
      assert.deepEqual(
        readdirSync(home()).filter((name) => name.endsWith('.tmp')),
        [],
      );
    });

    it('says where it cannot write', async () => {
      const { stderr, exitCode } = await inject('-o none/out.yaml', deployment('a'));
      assert.equal(stderr, 'Error: open none/out.yaml: no such file or directory\n');
      assert.equal(exitCode, 3);
    });
  });

  describe('where something is wrong, nothing is written', () => {
    it('broken YAML in the middle of a stream', async () => {
      put('in.yaml', `${deployment('a')}---\n${deployment('b').replace('spec:', '  spec:')}---\n${deployment('c')}`);
      put('out.yaml', 'as it was');
      const { stdout, stderr, exitCode } = await inject('-f in.yaml -o out.yaml');
      assert.equal(stdout, '');
      assert.match(stderr, /\nError: in\.yaml:13:\d+: /);
      assert.equal(exitCode, 3);
      assert.equal(get('out.yaml'), 'as it was');
      assert.deepEqual(readdirSync(home()).sort(), ['in.yaml', 'out.yaml']);
    });

    it('a controller without the pod that it must have', async () => {
      for (const kind of ['ReplicationController', 'DeploymentConfig']) {
        const text = `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {replicas: 1}\n`;
        const { stdout, stderr, exitCode } = await inject('-f -', text);
        assert.equal(stderr, `Error: <stdin>: ${kind} "a": spec.template is a required value\n`);
        assert.deepEqual([stdout, exitCode], ['', 3]);
      }
    });

    it('an annotation value that there is not, ports out of range', async () => {
      const bad = '{sidecar.istio.io/interceptionMode: "maybe", traffic.sidecar.istio.io/includeInboundPorts: "70000"}';
      const { stdout, stderr, exitCode } = await inject('-f -', `${service}---\n${deployment('a', bad)}`);
      assert.equal(stdout, '');
      assert.equal(
        stderr,
        `Error: <stdin>: Deployment "a": invalid value 'maybe' for annotation 'sidecar.istio.io/interceptionMode': ` +
          'interceptionMode invalid, use REDIRECT,TPROXY,NONE: maybe\n' +
          `  invalid value '70000' for annotation 'traffic.sidecar.istio.io/includeInboundPorts': ` +
          `includeInboundPorts invalid: failed parsing port '70000': parsing "70000": value out of range\n`,
      );
      assert.equal(exitCode, 3);
    });

    const refused: readonly (readonly [what: string, input: string, message: RegExp])[] = [
      [
        'a field of another type',
        deployment('a').replace('spec:\n', 'spec:\n  replicas: three\n'),
        /spec\.replicas: must be an integer, got "three"/,
      ],
      [
        'a container without a list',
        deployment('a').replace('[{name: c, image: example.test/c:1}]', '{}'),
        /pod spec\.containers: must be a list, got an object/,
      ],
      [
        'a key written twice',
        deployment('a').replace('kind:', 'apiVersion: v1\nkind:'),
        /the key "apiVersion" is written twice/,
      ],
      [
        'settings of the proxy',
        deployment('a', '{proxy.istio.io/config: "concurrency: many"}'),
        /annotation proxy\.istio\.io\/config: concurrency must be an integer/,
      ],
      [
        'a time of the proxy',
        deployment('a', '{proxy.istio.io/config: "drainDuration: 0s"}'),
        /invalid drainDuration: duration must be greater than 1ms/,
      ],
    ];
    for (const [what, input, message] of refused) {
      it(what, async () => {
        const { stdout, stderr, exitCode } = await inject('', input);
        assert.equal(stdout, '');
        assert.match(stderr, message);
        assert.equal(exitCode, 3);
      });
    }

    const refusedToday: readonly (readonly [what: string, annotations: string, message: RegExp])[] = [
      [
        'a template that there is not',
        '{inject.istio.io/templates: nope}',
        /requested template "nope" not found; have gateway, sidecar/,
      ],
      ['metrics from a port of the proxy', '{prometheus.io/port: "15090"}', /port 15090 is reserved for Istio/],
      [
        'overrides that are no JSON',
        '{proxy.istio.io/overrides: "{"}',
        /annotation proxy\.istio\.io\/overrides is not a JSON object/,
      ],
    ];
    for (const [what, annotations, message] of refusedToday) {
      it(what, async () => {
        const { stdout, stderr, exitCode } = await inject('--profile istio', deployment('a', annotations));
        assert.equal(stdout, '');
        assert.match(stderr, message);
        assert.equal(exitCode, 3);
      });
    }
  });

  describe('settings', () => {
    it('come from ConfigMaps in the store', async () => {
      const config =
        'policy: enabled\ntemplate: |\n  containers: [{name: mine, image: "i:[[ .MeshConfig.ProxyListenPort ]]"}]\n';
      const map = (name: string, key: string, text: string) =>
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: istio-system}\ndata: {${key}: ${JSON.stringify(text)}}\n`;
      const stdin = [
        map('istio', 'mesh', 'proxyListenPort: 15007'),
        map('other-mesh', 'mesh', 'proxyListenPort: 15008'),
        map('istio-sidecar-injector', 'config', config),
        map('empty', 'nothing', ''),
      ].join('---\n');
      assert.equal((await run(home(), 'apply -f -', { stdin })).exitCode, 0);
      const image = async (args: string) => containersOf((await inject(args, deployment('a'))).stdout).at(-1)?.image;
      assert.equal(await image(''), 'i:15007');
      assert.equal(await image('--meshConfigMapName other-mesh'), 'i:15008');
      assert.equal(await image('--profile istio-0.8'), 'docker.io/istio/proxyv2:0.8.0');
      const missing = await inject('--injectConfigMapName empty', deployment('a'));
      assert.match(missing.stderr, /missing configuration map key "config" in ConfigMap "empty"/);
      assert.equal(missing.exitCode, 4);
    });

    it('that are named have to be there', async () => {
      const cases: readonly (readonly [args: string, message: string, exitCode: number])[] = [
        ['-f nosuch.yaml', 'open nosuch.yaml: no such file or directory', 3],
        ['--injectConfigFile nosuch', 'open nosuch: no such file or directory', 3],
        ['--meshConfigFile nosuch', 'cannot read mesh config file open nosuch: no such file or directory', 3],
        ['--profile istio --valuesFile nosuch', 'open nosuch: no such file or directory', 3],
        [
          '--meshConfigMapName nosuch',
          'could not read the mesh config from ConfigMap "nosuch" in namespace "istio-system": configmaps "nosuch" not found',
          4,
        ],
        ['--meshConfigMapName=', '--meshConfigFile or --meshConfigMapName must be set', 2],
        [
          '--injectConfigFile a --injectConfigMapName b',
          '--injectConfigFile cannot be used with --injectConfigMapName',
          2,
        ],
        [
          '--profile istio --debug',
          '--debug fills in the template of Istio 0.8 and has no meaning with --profile istio',
          2,
        ],
        ['--includeIPRanges bad', "includeIPRanges invalid: failed parsing cidr 'bad': no '/'", 2],
        ['--sidecarProxyUID root', 'invalid argument "root" for "--sidecarProxyUID" flag: not a number', 2],
        ['--emitTemplate -f x', '--filename and --emitTemplate are mutually exclusive', 2],
        ['words', 'kube-inject takes no arguments', 2],
      ];
      for (const [args, message, exitCode] of cases) {
        const result = await inject(args, args.includes('-f ') ? undefined : '');
        assert.ok(result.stderr.includes(`Error: ${message}\n`), result.stderr);
        assert.deepEqual([args, result.stdout, result.exitCode], [args, '', exitCode]);
      }
    });

    it('without a file on a terminal it asks for one', async () => {
      const { stderr, exitCode } = await inject('');
      assert.equal(stderr, 'Error: filename not specified (see --filename or -f)\n');
      assert.equal(exitCode, 2);
    });

    it('of bad files are refused', async () => {
      put('mesh.yaml', 'defaultConfig: {proxyAdminPort: 70000}');
      put('values.yaml', '{"global": 3}');
      put('config.yaml', 'policy: enabled\ntemplates: {sidecar: "\\n{{ frobnicate }}"}');
      put('now.yaml', '{{ now }}');
      const messages: readonly (readonly [string, RegExp])[] = [
        ['--meshConfigFile mesh.yaml', /invalid proxy admin port: port number 70000 must be in the range 1\.\.65535/],
        ['--profile istio --valuesFile values.yaml', /could not parse configuration values: global must be an object/],
        ['--injectConfigFile config.yaml', /template: inject:2: function "frobnicate" not defined/],
        [
          '--injectConfigFile now.yaml',
          /template: inject:1: function "now" is not supported: its result is not the same each time/,
        ],
      ];
      for (const [args, message] of messages) {
        const { stderr, exitCode } = await inject(args, deployment('a'));
        assert.match(stderr, message);
        assert.equal(exitCode, 3);
      }
    });

    it('flags of 0.8 are taken, with the note of 0.8', async () => {
      const { stdout, stderr } = await inject(
        '--imagePullPolicy Never --verbosity 2 --coreDump=false',
        deployment('a'),
      );
      for (const name of ['verbosity', 'imagePullPolicy', 'coreDump']) {
        assert.ok(
          stderr.includes(
            `Flag --${name} has been deprecated, Use --injectConfigMapName or --injectConfigFile instead\n`,
          ),
        );
      }
      assert.equal(stdout.match(/imagePullPolicy: Never/g)?.length, 2);
      assert.equal(containersOf(stdout, 'initContainers').length, 1);
    });

    it('native sidecars come by environment, flag or annotation', async () => {
      const isNative = async (args: string, annotations = '{}', env = {}) =>
        containersOf((await inject(args, deployment('a', annotations), env)).stdout, 'initContainers').some(
          ({ name }) => name === 'istio-proxy',
        );
      const off = '{sidecar.istio.io/nativeSidecar: "false"}';
      assert.equal(await isNative('--profile istio'), false);
      assert.equal(await isNative('', '{}', { ENABLE_NATIVE_SIDECARS: 'true' }), true);
      assert.equal(await isNative('--native-sidecars'), true);
      assert.equal(await isNative('--native-sidecars', off), false);
      assert.equal(await isNative('--profile istio', '{sidecar.istio.io/nativeSidecar: "true"}'), true);
    });

    it('the built-in configuration can be printed and used as a file', async () => {
      put('config.yaml', (await inject('--emitTemplate --tag 0.8.0')).stdout);
      const built = await inject('--tag 0.8.0', deployment('a'));
      assert.equal((await inject('--injectConfigFile config.yaml', deployment('a'))).stdout, built.stdout);
      assert.equal((await inject('--emitTemplate --profile istio')).stdout, readTemplate('inject', 'istio.yaml'));
    });
  });

  it('is deterministic, also where the result is too large to be kept in memory', async () => {
    const pieces = Array.from(
      { length: 400 },
      (_none, at) => `${service}# ${'x'.repeat(8000)}\n---\n${deployment(`d${at}`)}---\n`,
    );
    const text = pieces.join('');
    const first = await inject('', text);
    assert.equal(first.exitCode, 0);
    assert.ok(first.stdout.length > 1024 * 1024);
    assert.equal((await inject('', text)).stdout, first.stdout);
  }).timeout(60_000);
});
