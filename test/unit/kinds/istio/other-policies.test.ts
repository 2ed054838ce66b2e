import { describe } from 'mocha';
import { testVerdicts } from './verdict-table.ts';

const warning = 'warning spec: it patches what may change in any version of Istio';
const patch = (fields: string): string => `{configPatches: [{${fields}}]}`;
const patchAt = 'spec.configPatches[0]';
const put = 'patch: {operation: MERGE, value: {a: b}}';

describe('an EnvoyFilter', () => {
  testVerdicts(
    'EnvoyFilter',
    {
      'takes a patch, with a warning': [
        patch(
          'applyTo: HTTP_FILTER, match: {context: GATEWAY, listener: {portNumber: 80, filterChain: {filter: {name: envoy.filters.network.http_connection_manager, subFilter: {name: a}}}}}, patch: {operation: INSERT_BEFORE, value: {name: b, typed_config: {"@type": c}}}',
        ),
        [warning],
      ],
      'needs to say what is patched': [patch(put), [`${patchAt}.applyTo: applyTo is required`, warning]],
      'needs a patch': [patch('applyTo: CLUSTER'), [`${patchAt}.patch: patch is required`, warning]],
      'needs an operation': [
        patch('applyTo: CLUSTER, patch: {value: {}}'),
        [`${patchAt}.patch.operation: operation is required`, warning],
      ],
      'needs a value, unless it removes': [
        `{configPatches: [{applyTo: CLUSTER, patch: {operation: ADD}}, {applyTo: CLUSTER, patch: {operation: REMOVE}}]}`,
        [`${patchAt}.patch.value: value is required for operation ADD`, warning],
      ],
      'needs a match of the right kind': [
        patch(`applyTo: CLUSTER, match: {listener: {}}, ${put}`),
        [`${patchAt}.match: applyTo CLUSTER cannot have a match of listener, but of cluster`, warning],
      ],
      'needs a version that can be read': [
        patch(`applyTo: CLUSTER, match: {proxy: {proxyVersion: "("}}, ${put}`),
        [`${patchAt}.match.proxy.proxyVersion: invalid regex for proxy version`, warning],
      ],
      'needs names of filters': [
        patch(`applyTo: NETWORK_FILTER, match: {listener: {filterChain: {filter: {}}}}, ${put}`),
        [`${patchAt}.match.listener.filterChain.filter.name: filter match has no name`, warning],
      ],
      'has HTTP filters in a connection manager only': [
        patch(
          `applyTo: HTTP_FILTER, match: {listener: {filterChain: {filter: {name: tcp, subFilter: {name: a}}}}}, ${put}`,
        ),
        [`${patchAt}.match.listener.filterChain.filter.subFilter: subFilter match requires a filter match`, warning],
      ],
      'warns of a filter that says nothing': [
        patch(`applyTo: LISTENER, match: {listener: {filterChain: {filter: {name: a}}}}, ${put}`),
        [`warning ${patchAt}.match.listener.filterChain.filter: filter match has no effect`, warning],
      ],
    },
    'networking.istio.io/v1alpha3',
  );
});

describe('a Sidecar', () => {
  const port = 'port: {number: 80, protocol: HTTP, name: http}';
  const egress = (fields: string): string => `{egress: [{${fields}}]}`;
  const ingress = (fields: string): string => `{ingress: [{${fields}}]}`;
  testVerdicts('Sidecar', {
    'takes listeners': [
      `{ingress: [{${port}, defaultEndpoint: "127.0.0.1:8080"}], egress: [{${port}, hosts: ["./*"]}, {hosts: ["*/*"]}], outboundTrafficPolicy: {mode: REGISTRY_ONLY}}`,
      [],
    ],
    'needs something': ['{}', ['spec: empty configuration provided']],
    'needs hosts': [egress('hosts: []'), ['spec.egress[0].hosts: egress listener must contain at least one host']],
    'needs hosts with a namespace': [
      egress('hosts: [a.com]'),
      ['spec.egress[0].hosts[0]: host must be of form namespace/dnsName'],
    ],
    'warns of hosts that are repeated': [
      egress('hosts: [a/b.com, a/b.com]'),
      ['warning spec.egress[0].hosts[1]: duplicated egress host: a/b.com'],
    ],
    'has the listener of all ports last': [
      `{egress: [{hosts: ["*/*"]}, {${port}, hosts: ["*/*"]}]}`,
      ['spec.egress[0]: the egress listener with empty port should be the last listener'],
    ],
    'has each port once': [
      `{egress: [{${port}, hosts: ["*/*"]}, {${port}, hosts: ["*/*"]}]}`,
      ['spec.egress[1].port: ports of listeners must be unique'],
    ],
    'has sockets on port 0': [
      egress('port: {number: 0, protocol: HTTP}, hosts: ["*/*"], captureMode: IPTABLES'),
      [
        'spec.egress[0].bind: ports with 0 value must have a unix domain socket bind address',
        'spec.egress[0].captureMode: must be DEFAULT or NONE',
      ],
    ],
    'takes known protocols and ports': [
      ingress('port: {number: 0, protocol: SOME, targetPort: 3}'),
      [
        'spec.ingress[0].port.targetPort: targetPort has no impact on Sidecars',
        'spec.ingress[0].port.protocol: unsupported protocol: SOME',
        'spec.ingress[0].port.number: port number 0 must be in the range',
      ],
    ],
    'takes endpoints of the workload': [
      ingress(`${port}, defaultEndpoint: "10.0.0.1:80"`),
      ['spec.ingress[0].defaultEndpoint: must be of form 127.0.0.1:<port>'],
    ],
    'has no certificates of a mesh': [
      ingress(`${port}, tls: {mode: ISTIO_MUTUAL, httpsRedirect: true, subjectAltNames: [a]}`),
      [
        'spec.ingress[0].tls.subjectAltNames: subjectAltNames is not supported',
        'spec.ingress[0].tls.httpsRedirect: httpsRedirect is not supported',
        'spec.ingress[0].tls.mode: cannot set mode to ISTIO_MUTUAL',
      ],
    ],
    'has a proxy where all is allowed': [
      '{outboundTrafficPolicy: {egressProxy: {host: a.com}}}',
      ['spec.outboundTrafficPolicy.egressProxy: egressProxy must be set only with mode ALLOW_ANY'],
    ],
    'warns of a selector without labels': [
      `{workloadSelector: {}, egress: [{hosts: ["*/*"]}]}`,
      ['warning spec.workloadSelector.labels: workload selector specified without labels'],
    ],
  });
});

describe('a Telemetry', () => {
  const override = (fields: string): string => `{metrics: [{overrides: [{${fields}}]}]}`;
  const tags = 'spec.metrics[0].overrides[0].tagOverrides.a';
  testVerdicts(
    'Telemetry',
    {
      'takes every part': [
        '{tracing: [{providers: [{name: a}], randomSamplingPercentage: 54.5, customTags: {a: {literal: {value: b}}}}], metrics: [{providers: [{name: p}], overrides: [{match: {metric: REQUEST_COUNT, mode: CLIENT}, tagOverrides: {a: {value: b}}}]}], accessLogging: [{filter: {expression: "true"}, disabled: false}]}',
        [],
      ],
      'needs names of providers': [
        '{metrics: [{providers: [{name: ""}]}]}',
        ['spec.metrics[0].providers[0].name: must not be empty'],
      ],
      'takes a share up to 100': [
        '{tracing: [{randomSamplingPercentage: 101}]}',
        ['spec.tracing[0].randomSamplingPercentage: 101 must be at most 100'],
      ],
      'needs a kind of tag': [
        '{tracing: [{customTags: {a: {}}}]}',
        ['spec.tracing[0].customTags.a: one of literal, environment, header, formatter must be set'],
      ],
      'needs a value to set': [
        override('tagOverrides: {a: {operation: UPSERT}}'),
        [`${tags}.value: value must be set when operation is UPSERT`],
      ],
      'needs no value to remove': [
        override('tagOverrides: {a: {operation: REMOVE, value: b}}'),
        [`${tags}.value: value must not be set when operation is REMOVE`],
      ],
      'needs a name of a metric': [
        override('match: {customMetric: ""}'),
        ['spec.metrics[0].overrides[0].match.customMetric: must not be empty'],
      ],
      'warns of a second tracing and a second provider': [
        '{tracing: [{providers: [{name: a}, {name: b}]}, {}]}',
        [
          'warning spec.tracing: multiple tracing is not currently supported',
          'warning spec.tracing[0].providers: multiple providers is not currently supported',
        ],
      ],
    },
    'telemetry.istio.io/v1alpha1',
  );
});

describe('a WorkloadGroup', () => {
  const group = (fields: string): string => `{template: {}, ${fields}}`;
  testVerdicts('WorkloadGroup', {
    'takes a template and a probe': [
      '{metadata: {labels: {a: b}}, template: {serviceAccount: a, ports: {http: 80}}, probe: {periodSeconds: 5, httpGet: {path: /, port: 80, httpHeaders: [{name: a, value: b}]}}}',
      [],
    ],
    'needs a template': ['{}', ['spec.template: required field is missing']],
    'needs a way to probe': [group('probe: {}'), ['spec.probe: one of httpGet, tcpSocket, exec, grpc must be set']],
    'takes ports up to 65535': [
      group('probe: {tcpSocket: {port: 65536}}'),
      ['spec.probe.tcpSocket.port: port number 65536 must be in the range 1..65535'],
    ],
    'takes times from 0 on': [
      group('probe: {timeoutSeconds: -1, exec: {command: [a]}}'),
      ['spec.probe.timeoutSeconds: timeoutSeconds must be non-negative'],
    ],
    'needs a command': [group('probe: {exec: {command: []}}'), ['spec.probe.exec.command: must have at least 1 items']],
    'takes names of headers': [
      group('probe: {httpGet: {port: 80, httpHeaders: [{name: "**"}]}}'),
      ['spec.probe.httpGet.httpHeaders[0].name: "**" must match'],
    ],
    'takes labels of Kubernetes': [
      group('metadata: {labels: {a: "*"}}'),
      ['spec.metadata.labels.a: invalid tag value'],
    ],
  });
});

describe('a ProxyConfig', () => {
  testVerdicts(
    'ProxyConfig',
    {
      'takes settings': ['{concurrency: 2, environmentVariables: {A: b}, image: {imageType: debug}}', []],
      'takes a concurrency from 0 on': ['{concurrency: -1}', ['spec.concurrency: concurrency must be non-negative']],
    },
    'networking.istio.io/v1beta1',
  );
});

describe('a WasmPlugin', () => {
  const plugin = (fields: string): string => `{url: "oci://a.com/b:1", ${fields}}`;
  testVerdicts(
    'WasmPlugin',
    {
      'takes a module': [
        plugin('phase: AUTHN, priority: 5, pluginConfig: {a: [b]}, match: [{ports: [{number: 80}]}]'),
        [],
      ],
      'takes an image without a scheme': ['{url: "a.com/b:1"}', []],
      'needs a module': ['{}', ['spec.url: required field is missing']],
      'takes known schemes': ['{url: "ftp://a.com/b"}', ['spec.url: url contains unsupported scheme: ftp']],
      'takes a digest': [plugin('sha256: abc'), ['spec.sha256: "abc" must match']],
      'takes the value of its own variables': [
        plugin('vmConfig: {env: [{name: a, valueFrom: HOST, value: b}]}'),
        ['spec.vmConfig.env[0].value: value may only be set when valueFrom is INLINE'],
      ],
      'has each variable once': [
        plugin('vmConfig: {env: [{name: a, value: b}, {name: a, value: c}]}'),
        ['spec.vmConfig.env[1].name: duplicate name "a"'],
      ],
      'takes ports up to 65535': [
        plugin('match: [{ports: [{number: 0}]}]'),
        ['spec.match[0].ports[0].number: port number 0 must be in the range 1..65535'],
      ],
    },
    'extensions.istio.io/v1alpha1',
  );
});
