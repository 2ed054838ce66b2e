import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decodeMeshConfig } from '../../../../src/kinds/mesh-config/decode-mesh-config.ts';
import { defaultMeshConfig } from '../../../../src/kinds/mesh-config/mesh-config.ts';
import { decodeOne, errorsOf } from '../../../support/decode-one.ts';

const lines = (text: string) => decodeMeshConfig(text).problems.map(({ path, message }) => `${path}: ${message}`);

describe('the mesh config', () => {
  it('is the default where the text is empty', () => {
    const { meshConfig, problems } = decodeMeshConfig('# nothing\n');
    assert.deepEqual([meshConfig, problems], [defaultMeshConfig, []]);
  });

  it('has defaults below what is set', () => {
    const { meshConfig, problems } = decodeMeshConfig('ingressClass: mine\ndefaultConfig: {proxyMetadata: {A: b}}\n');
    assert.deepEqual(problems, []);
    assert.equal(meshConfig.ingressClass, 'mine');
    assert.equal(meshConfig.connectTimeout, '10s');
    assert.deepEqual(meshConfig.defaultConfig, { proxyMetadata: { A: 'b' } });
  });

  it('takes snake_case names', () => {
    assert.equal(decodeMeshConfig('root_namespace: a\n').meshConfig.rootNamespace, 'a');
  });

  it('has no unknown fields', () => {
    assert.deepEqual(lines('ingressClas: a\n'), [
      'ingressClas: unknown field "ingressClas", did you mean "ingressClass"?',
    ]);
  });

  it('tells of fields that do nothing here', () => {
    assert.deepEqual(lines('enableTracing: true\n'), [
      'enableTracing: enableTracing has no effect at an ingress gateway',
    ]);
  });

  it('is the default where it is refused', () => {
    const { meshConfig, problems } = decodeMeshConfig('connectTimeout: 0s\ningressClass: a\n');
    assert.deepEqual(meshConfig, defaultMeshConfig);
    assert.equal(problems.length, 1);
  });

  it('has formats of access logs that Envoy takes', () => {
    assert.deepEqual(lines('accessLogFormat: "%NOSUCH%"\n'), ['accessLogFormat: Envoy has no command %NOSUCH%']);
    assert.deepEqual(lines('accessLogEncoding: JSON\naccessLogFormat: "%DURATION%"\n'), [
      'accessLogFormat: with accessLogEncoding JSON it must be a JSON object',
    ]);
    assert.deepEqual(lines('accessLogEncoding: JSON\naccessLogFormat: \'{"a": {"b": "%DURATION"}}\'\n').length, 1);
    assert.deepEqual(lines('accessLogFormat: "%DURATION% %REQUESTED_SERVER_NAME%"\n'), []);
  });

  it('tells of commands that the embedded proxy has no value for', () => {
    const text = 'accessLogFormat: "%UPSTREAM_PROTOCOL% %CEL(a)% %COALESCE({\\"operators\\": [\\"UNIQUE_ID\\"]})%"\n';
    assert.deepEqual(
      decodeMeshConfig(text).problems.map(({ code, message }) => `${code} ${message.split(': ').at(-1)}`),
      [
        'ICTL0010 %UPSTREAM_PROTOCOL% has no value in the embedded proxy and stays empty',
        'ICTL0010 %CEL% has no value in the embedded proxy and stays empty',
        'ICTL0010 %UNIQUE_ID% has no value in the embedded proxy and stays empty',
      ],
    );
  });

  it('has windows that HTTP/2 allows', () => {
    const text =
      'defaultConfig: {connectionSettings: {http2InitialStreamWindowSize: 1, httpMaxConcurrentStreams: 0}}\n';
    assert.deepEqual(lines(text), [
      'defaultConfig.connectionSettings.http2InitialStreamWindowSize: must be at least 65535',
      'defaultConfig.connectionSettings.httpMaxConcurrentStreams: must be at least 1',
    ]);
  });
});

describe('the mesh config in its ConfigMap', () => {
  const configMap = (mesh: string, namespace = 'istio-system') =>
    JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace }, data: { mesh } });

  it('is refused with the line of the mistake', async () => {
    assert.deepEqual(await errorsOf(configMap('ingressClass: a\n# a note\nconnectTimeout: soon\n')), [
      'data.mesh: mesh config line 3, connectTimeout: "soon" is not a duration, such as 1h30m, 10s or 500ms',
    ]);
  });

  it('is refused where it is no YAML', async () => {
    const [error = '', ...more] = await errorsOf(configMap('a: [b\n'));
    assert.match(error, /^data\.mesh: mesh config:2:1: flow sequence [^\n]*$/);
    assert.deepEqual(more, []);
  });

  it('is warned of where it may go there', async () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio}\ndata: {mesh: "connectTimeout: soon"}\n';
    const { problems } = await decodeOne(text);
    assert.deepEqual(
      problems.map(({ severity, path }) => `${severity} ${path}`),
      ['warning data.mesh'],
    );
  });

  it('is not looked for elsewhere', async () => {
    assert.deepEqual(await errorsOf(configMap('a: [b\n', 'default')), []);
  });
});
