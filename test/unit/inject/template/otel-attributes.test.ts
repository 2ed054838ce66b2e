import assert from 'node:assert/strict';
import { FunctionError } from '../../../../src/inject/go-template/template-error.ts';
import { GoMap, type GoValue } from '../../../../src/inject/go-template/value.ts';
import { messages } from '../../../../src/inject/mesh/message-fields.ts';
import { MessageStruct } from '../../../../src/inject/mesh/message-struct.ts';
import { KubeStruct } from '../../../../src/inject/pod/kube-struct.ts';
import { podSchemas } from '../../../../src/inject/pod/pod-schema.ts';
import { otelResourceAttributes } from '../../../../src/inject/template/otel-attributes.ts';

const prefix = 'resource.opentelemetry.io/';

interface Given {
  readonly enrichment?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly images?: readonly string[];
}

function attributesOf({ enrichment = 'OTEL_SEMANTIC_CONVENTIONS', annotations, labels, ...given }: Given): string {
  const provider = { name: 'otel', opentelemetry: { service: 'c.test', serviceAttributeEnrichment: enrichment } };
  const { namespace = 'shop', images = ['r.test:5000/web'] } = given;
  const containers = images.map((image, index) => ({ name: `c${index}`, image }));
  const spec = new KubeStruct({ containers }, podSchemas().spec, 'v1.PodSpec');
  const list: GoValue = spec.member('Containers') ?? null;
  const mesh = new MessageStruct({ extensionProviders: [provider] }, messages.MeshConfig, 'MeshConfig');
  return otelResourceAttributes([mesh, textMap(annotations), textMap(labels), namespace, list]);
}

function textMap(texts: Readonly<Record<string, string>> = {}): GoMap {
  return new GoMap(Object.entries(texts), '');
}

describe('attributes for OpenTelemetry', () => {
  const cases: readonly (readonly [title: string, given: Given, attributes: string])[] = [
    ['are none unless a provider asks for them', { enrichment: 'ISTIO_CANONICAL' }, ''],
    ['name the namespace and the instance', {}, 'service.namespace=shop,service.instance.id=shop.$(POD_NAME).c0'],
    [
      'take the version of a label before that of the image',
      { labels: { 'app.kubernetes.io/version': 'v2' }, images: ['r.test/web:1'] },
      'service.namespace=shop,service.version=v2,service.instance.id=shop.$(POD_NAME).c0',
    ],
    [
      'take tag and digest of the only image',
      { images: ['r.test:5000/web:1.2@sha256:0a'] },
      'service.namespace=shop,service.version=1.2@sha256:0a,service.instance.id=shop.$(POD_NAME).c0',
    ],
    [
      'take what annotations say before all else',
      {
        annotations: {
          [`${prefix}service.namespace`]: 'n',
          [`${prefix}service.version`]: 'v',
          [`${prefix}service.instance.id`]: 'i',
        },
        images: ['a:1', 'b:2'],
      },
      'service.namespace=n,service.version=v,service.instance.id=i',
    ],
  ];
  for (const [title, given, attributes] of cases) {
    it(title, () => {
      assert.equal(attributesOf(given), attributes);
    });
  }

  it('are refused where nothing says which instance it is', () => {
    assert.throws(() => attributesOf({ namespace: '' }), FunctionError);
    assert.throws(() => attributesOf({ images: ['a:1', 'b:2'] }), /needs only one container, or the annotation/);
  });
});
