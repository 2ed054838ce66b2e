import assert from 'node:assert/strict';
import { sprigFunctions } from '../../../../src/inject/go-template/functions/sprig-functions.ts';
import { compileTemplate } from '../../../../src/inject/go-template/template.ts';
import { fromJson, GoMap } from '../../../../src/inject/go-template/value.ts';
import { messages } from '../../../../src/inject/mesh/message-fields.ts';
import { MessageStruct } from '../../../../src/inject/mesh/message-struct.ts';
import { KubeStruct } from '../../../../src/inject/pod/kube-struct.ts';
import { istioFunctions } from '../../../../src/inject/template/istio-functions.ts';
import { objectMeta } from '../../../../src/kinds/object-meta.ts';

const data = new GoMap([
  [
    'ObjectMeta',
    new KubeStruct({ annotations: { a: '1', empty: '' }, labels: { app: 'x' } }, objectMeta, 'v1.ObjectMeta'),
  ],
  [
    'ProxyConfig',
    new MessageStruct(
      {
        drainDuration: '90s',
        interceptionMode: 'TPROXY',
        holdApplicationUntilProxyStarts: true,
        proxyAdminPort: 15000,
        statusPort: 15021,
        proxyMetadata: { B: '2', A: '1' },
        runtimeValues: {},
        gatewayTopology: {},
      },
      messages.ProxyConfig,
      'ProxyConfig',
    ),
  ],
  ['Values', fromJson({ port: 15020, none: null, resources: { requests: { cpu: '1', memory: null } } })],
]);

function render(text: string): string {
  return compileTemplate(text, { name: 'inject', functions: { ...sprigFunctions, ...istioFunctions } })(data);
}

describe('functions of Istio', () => {
  const cases: readonly (readonly [template: string, output: string])[] = [
    [
      '{{ annotation .ObjectMeta "a" "d" }}|{{ annotation .ObjectMeta "empty" "d" }}|{{ annotation .ObjectMeta "b" .Values.port }}',
      '1||15020',
    ],
    ['{{ isset .ObjectMeta.Annotations "empty" }} {{ isset .ObjectMeta.Annotations "b" }}', 'true false'],
    ['{{ valueOrDefault .Values.none "d" }} {{ valueOrDefault "" "d" }} {{ valueOrDefault 0 "d" }}', 'd d 0'],
    [
      '{{ excludeInboundPort 15020 "" }} {{ excludeInboundPort 15020 "80, 90" }} {{ excludeInboundPort "0" "80" }} {{ excludeInboundPort 80 "80,90" }}',
      '15020 80,90,15020 80 80,90',
    ],
    ['{{ contains "b" "abc" }} {{ contains "abc" "b" }}', 'true false'],
    ['{{ "a\\nb\\nc" | indent 2 }}', 'a\n  b\n  c'],
    ['{{ toYaml .Values.resources }}', 'requests:\n  cpu: "1"\n  memory: null\n'],
    ['{{ omitNil .Values.resources | toJson }} {{ omitNil .Values.none | default "x" }}', '{"requests":{"cpu":"1"}} x'],
    [
      '{{ omitNil (fromJSON "[1, null, {\\"a\\": {\\"b\\": null}}]") | toJson }} {{ omitNil (fromJSON "{\\"a\\": [null]}") | default "x" }}',
      '[1] x',
    ],
    ['{{ formatDuration .ProxyConfig.DrainDuration }} {{ formatDuration .ProxyConfig.ConnectTimeout }}', '1m30s 0s'],
    [
      '{{ .ProxyConfig.InterceptionMode }} {{ .ProxyConfig.InterceptionMode.String }} {{ .ProxyConfig.ControlPlaneAuthPolicy }}',
      'TPROXY TPROXY NONE',
    ],
    ['{{ .ProxyConfig.HoldApplicationUntilProxyStarts.GetValue }} {{ .ProxyConfig.Concurrency.GetValue }}', 'true 0'],
    [
      '{{ .ProxyConfig.GetTracing.GetTlsSettings.GetCaCertificates }}|{{ if .ProxyConfig.GetTracing }}y{{ else }}n{{ end }}',
      '|n',
    ],
    [
      '{{ protoToJSON .ProxyConfig }}',
      '{"drainDuration":"90s","interceptionMode":"TPROXY","proxyMetadata":{"A":"1","B":"2"},"statusPort":15021,"gatewayTopology":{},"holdApplicationUntilProxyStarts":true}',
    ],
    [
      '{{ range $k, $v := .ProxyConfig.ProxyMetadata }}{{ $k }}{{ $v }}{{ end }}{{ eq (index .ProxyConfig.ProxyMetadata "C") "" }}',
      'A1B2true',
    ],
    ['{{ (fromJSON "{\\"a\\": [1]}").a }} {{ fromJSON "{" }}', '[1] {}'],
    ['{{ toLower "AB" }} {{ directory "/etc/certs/ca.pem" }}', 'ab /etc/certs/'],
    [
      '{{ appendMultusNetwork "" "n/c" }} {{ appendMultusNetwork "a" "n/c" }} {{ appendMultusNetwork "n/c" "n/c" }}',
      'n/c a, n/c n/c',
    ],
    ['{{ appendMultusNetwork "[{\\"name\\":\\"a\\"}]" "n/c" }}', '[{"name":"a"}, {"name": "n/c"}]'],
  ];
  for (const [template, output] of cases) {
    it(`${template} gives ${JSON.stringify(output)}`, () => {
      assert.equal(render(template), output);
    });
  }

  it('a field of a message that is not there is a mistake, only getters are not', () => {
    assert.throws(
      () => render('{{ .ProxyConfig.Tracing.TlsSettings }}'),
      /nil pointer evaluating \*v1alpha1\.Tracing\.TlsSettings/,
    );
    assert.throws(
      () => render('{{ .ProxyConfig.NoSuchField }}'),
      /can't evaluate field NoSuchField in type \*v1alpha1\.ProxyConfig/,
    );
  });
});
