import assert from 'node:assert/strict';
import { ingressModule } from '../../../../src/kinds/kubernetes/ingress/module.ts';
import type { KubeObject } from '../../../../src/kinds/object.ts';
import { decodeOne, errorsOf, storedObject } from '../../../support/decode-one.ts';

const ingress = (spec: string, apiVersion = 'networking.k8s.io/v1'): string =>
  `apiVersion: ${apiVersion}\nkind: Ingress\nmetadata: {name: web}\nspec: ${spec}\n`;
const backend = 'backend: {service: {name: web, port: {number: 80}}}';
const rule = (path: string): string => `{rules: [{http: {paths: [{${path}, ${backend}}]}}]}`;

const oldSpec =
  '{backend: {serviceName: other, servicePort: http}, tls: [{secretName: s}], ' +
  'rules: [{http: {paths: [{path: /status/*, backend: {serviceName: httpbin, servicePort: 8000}}]}}]}';

const storedSpec = {
  defaultBackend: { service: { name: 'other', port: { name: 'http' } } },
  tls: [{ secretName: 's' }],
  rules: [
    {
      http: {
        paths: [
          {
            path: '/status/*',
            pathType: 'ImplementationSpecific',
            backend: { service: { name: 'httpbin', port: { number: 8000 } } },
          },
        ],
      },
    },
  ],
};

describe('an Ingress', () => {
  for (const apiVersion of ['extensions/v1beta1', 'networking.k8s.io/v1beta1']) {
    it(`of ${apiVersion} is a view of networking.k8s.io/v1`, async () => {
      const stored = await storedObject(ingress(oldSpec, apiVersion));
      assert.equal(stored.apiVersion, 'networking.k8s.io/v1');
      assert.deepEqual(stored.spec, storedSpec);

      const view = ingressModule.fromStorage(stored, apiVersion);
      assert.equal(view.apiVersion, apiVersion);
      assert.deepEqual((await decodeOne(JSON.stringify(view))).object?.spec, storedSpec);
      assert.deepEqual((view.spec as { backend: unknown }).backend, { serviceName: 'other', servicePort: 'http' });
    });
  }

  it('of networking.k8s.io/v1 is stored as it is', () => {
    const object: KubeObject = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'a' } };
    assert.equal(ingressModule.toStorage(object, object.apiVersion), object);
    assert.equal(ingressModule.fromStorage(object, object.apiVersion), object);
  });

  it('has fields of one version only', async () => {
    assert.match((await errorsOf(ingress(oldSpec)))[0] ?? '', /unknown field "backend"/);
    assert.match((await errorsOf(ingress(rule('path: /'), 'extensions/v1beta1')))[0] ?? '', /unknown field "service"/);
  });

  for (const path of [
    'path: /a, pathType: Prefix',
    'path: /, pathType: Exact',
    'pathType: ImplementationSpecific',
    'path: "/status/*", pathType: ImplementationSpecific',
    'path: /a//b, pathType: ImplementationSpecific',
  ]) {
    it(`accepts ${path}`, async () => {
      assert.deepEqual(await errorsOf(ingress(rule(path))), []);
    });
  }

  const refused: readonly (readonly [string, string])[] = [
    ['{}', 'spec: either `defaultBackend` or `rules` must be specified'],
    [rule('path: /a'), 'spec.rules[0].http.paths[0].pathType: required field is missing'],
    [
      rule('path: a, pathType: Prefix'),
      'spec.rules[0].http.paths[0].path: invalid value "a": must be an absolute path',
    ],
    [rule('pathType: Prefix'), 'spec.rules[0].http.paths[0].path: invalid value "": must be an absolute path'],
    [rule('path: "*", pathType: ImplementationSpecific'), 'spec.rules[0].http.paths[0].path: invalid value "*"'],
    [
      rule('path: /a//b, pathType: Exact'),
      'spec.rules[0].http.paths[0].path: invalid value "/a//b": must not contain \'//\'',
    ],
    [rule('path: /a/.., pathType: Prefix'), 'spec.rules[0].http.paths[0].path: invalid value "/a/..": cannot end with'],
    [rule('path: /, pathType: Regex'), 'spec.rules[0].http.paths[0].pathType: unsupported value "Regex"'],
    ['{rules: [{host: "BAD HOST"}]}', 'spec.rules[0].host: invalid value "BAD HOST": a lowercase RFC 1123 subdomain'],
    ['{rules: [{host: 10.0.0.1}]}', 'spec.rules[0].host: invalid value "10.0.0.1": must be a DNS name, not an IP'],
    ['{rules: [{host: "a.*.b"}]}', 'spec.rules[0].host: invalid value "a.*.b": a wildcard DNS-1123 subdomain'],
    ['{rules: [{http: {paths: []}}]}', 'spec.rules[0].http.paths: required value'],
    ['{defaultBackend: {}}', 'spec.defaultBackend: required value: resource or service backend is required'],
    ['{defaultBackend: {service: {name: a}}}', 'spec.defaultBackend: required value: port name or number is required'],
    [
      '{defaultBackend: {service: {name: a, port: {name: b, number: 1}}}}',
      'spec.defaultBackend: cannot set both port name & port number',
    ],
    [
      `{${backend.replace('backend', 'defaultBackend')}, tls: [{secretName: "a b"}]}`,
      'spec.tls[0].secretName: invalid value',
    ],
  ];
  for (const [spec, message] of refused) {
    it(`refuses ${spec}`, async () => {
      const errors = await errorsOf(ingress(spec));
      assert.ok(errors[0]?.startsWith(message), errors.join('\n') || 'was accepted');
    });
  }

  it('tells what Istio does not do with it', async () => {
    const { problems } = await decodeOne(
      [
        'apiVersion: networking.k8s.io/v1',
        'kind: Ingress',
        'metadata: {name: a, annotations: {nginx.ingress.kubernetes.io/rewrite-target: /, kubernetes.io/ingress.class: istio}}',
        `spec: {${backend.replace('backend', 'defaultBackend')}}`,
      ].join('\n'),
    );
    assert.deepEqual(problems.map(({ code, severity, path }) => `${code} ${severity} ${path}`).sort(), [
      'ICTL0011 info metadata.annotations["nginx.ingress.kubernetes.io/rewrite-target"]',
      'ICTL0011 info spec.defaultBackend',
    ]);
  });

  it('has its class in one place', async () => {
    const text = ingress(`{ingressClassName: istio, rules: [{host: a}]}`).replace(
      '{name: web}',
      '{name: web, annotations: {kubernetes.io/ingress.class: istio}}',
    );
    assert.match((await errorsOf(text))[0] ?? '', /can not be set when the class field is also set/);
  });
});

describe('an IngressClass', () => {
  const ingressClass = (spec: string): string =>
    `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: istio}\nspec: ${spec}\n`;

  it('names a controller by domain and path', async () => {
    assert.deepEqual(await errorsOf(ingressClass('{controller: istio.io/ingress-controller}')), []);
    assert.match((await errorsOf(ingressClass('{controller: istio}')))[0] ?? '', /domain-prefixed path/);
    assert.deepEqual(await errorsOf(ingressClass('{}')), ['spec.controller: required value']);
  });
});
