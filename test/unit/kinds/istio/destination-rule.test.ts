import { describe } from 'mocha';
import { testVerdicts } from './verdict-table.ts';

const policy = (fields: string) => `{host: a, trafficPolicy: {${fields}}}`;
const hash = (fields: string) => policy(`loadBalancer: {consistentHash: {httpHeaderName: x, ${fields}}}`);
const locality = (fields: string, more = '') => policy(`loadBalancer: {localityLbSetting: {${fields}}}${more}`);
const path = 'spec.trafficPolicy';
const lb = `${path}.loadBalancer`;

describe('a DestinationRule', () => {
  testVerdicts('DestinationRule', {
    'needs a host': ['{}', ['spec.host: required field is missing']],
    'says something in a policy': [policy(''), [`${path}: traffic policy must have at least one field`]],
    'names subsets once': [
      '{host: a, subsets: [{name: v1}, {name: v1}, {name: ""}]}',
      ['spec.subsets[1].name: duplicate subset names: v1', 'spec.subsets[2].name: subset name cannot be empty'],
    ],
    'says which port a policy is for, and what it is': [
      policy('portLevelSettings: [{}]'),
      [
        `${path}.portLevelSettings[0].port: portTrafficPolicy must have valid port`,
        `${path}.portLevelSettings[0]: port traffic policy must have at least one field`,
      ],
    ],
    'does not tunnel and send the PROXY protocol': [
      policy('tunnel: {targetHost: a.com, targetPort: 1}, proxyProtocol: {version: V1}'),
      [`${path}: tunnel and proxyProtocol must not be set together`],
    ],
    'tunnels somewhere': [
      policy('tunnel: {protocol: GET, targetHost: a_b, targetPort: 0}'),
      [
        `${path}.tunnel.protocol: tunnel protocol must be`,
        `${path}.tunnel.targetHost: tunnel target host must be valid`,
        `${path}.tunnel.targetPort: port number 0`,
      ],
    ],
    'for some gateways stays in its namespace': [
      '{host: a, exportTo: ["*"], workloadSelector: {matchLabels: {a: b}}}',
      ['spec.exportTo: destination rule with workload selector cannot have exportTo beyond current namespace'],
    ],
    'for some gateways says which': [
      '{host: a, workloadSelector: {matchLabels: {}}}',
      ['warning spec.workloadSelector.matchLabels: workload selector specified without labels'],
    ],
  });
});

describe('load balancing', () => {
  testVerdicts('DestinationRule', {
    'hashes one thing': [hash('useSourceIp: true'), [`${lb}.consistentHash: only one of httpHeaderName, httpCookie`]],
    'has a prime table': [
      hash('maglev: {tableSize: 4}'),
      [`${lb}.consistentHash.maglev.tableSize: tableSize must be a prime`],
    ],
    'has a table that Envoy takes': [
      hash('maglev: {tableSize: 5000011}'),
      [`${lb}.consistentHash.maglev.tableSize: tableSize must be less`],
    ],
    'has one ring size': [
      hash('minimumRingSize: 3, ringHash: {minimumRingSize: 4}'),
      [
        `warning ${lb}.consistentHash.minimumRingSize: minimumRingSize is deprecated`,
        `${lb}.consistentHash.minimumRingSize: only one of minimumRingSize or maglev/ringHash`,
      ],
    ],
    'distributes all': [
      locality('distribute: [{from: a, to: {b: 50}}]'),
      [`${lb}.localityLbSetting.distribute[0].to: total locality weight 50 != 100`],
    ],
    'distributes to localities that do not overlap': [
      locality('distribute: [{from: "*", to: {"a/b": 50, "a/b/c": 50}}]'),
      [`${lb}.localityLbSetting.distribute[0].to: locality a/b/c overlap with previous specified ones`],
    ],
    'distributes from localities that do not overlap': [
      locality('distribute: [{from: "a/*", to: {b: 100}}, {from: a/b, to: {b: 100}}, {from: "a*b", to: {b: 100}}]'),
      [`${lb}.localityLbSetting.distribute: locality a/b overlap`],
    ],
    'fails over between regions': [
      locality('failover: [{from: a, to: a}, {from: a/b, to: "*"}]', ', outlierDetection: {interval: 1s}'),
      [
        `${lb}.localityLbSetting.failover[0]: locality lb failover settings must specify different regions`,
        `${lb}.localityLbSetting.failover[1]: locality lb failover only specify region`,
        `${lb}.localityLbSetting.failover[1]: locality lb failover region should not contain '*' wildcard`,
      ],
    ],
    'fails over only with outlier detection': [
      locality('failoverPriority: [a]'),
      [`warning ${lb}.localityLbSetting: outlier detection policy must be provided for failover`],
    ],
    'distributes or fails over': [
      locality('distribute: [{from: a, to: {b: 100}}], failover: [{from: a, to: b}]'),
      [`${lb}.localityLbSetting: can not simultaneously specify 'distribute' and 'failover'`],
    ],
    'warms up linearly or slower': [
      policy('loadBalancer: {warmup: {duration: 1s, aggression: 0.5}}'),
      [`${lb}.warmup.aggression: 0.5 must be at least 1`],
    ],
  });
});

describe('pools, outlier detection and TLS', () => {
  testVerdicts('DestinationRule', {
    'a pool says something': [
      policy('connectionPool: {}'),
      [`${path}.connectionPool: connection pool must have at least one field`],
    ],
    'limits are not negative': [
      policy('connectionPool: {tcp: {maxConnections: -1}, http: {maxRetries: -1}}'),
      [
        `${path}.connectionPool.http.maxRetries: max retries must be non-negative`,
        `${path}.connectionPool.tcp.maxConnections: max connections must be non-negative`,
      ],
    ],
    'HTTP/2 is chosen in one way': [
      policy('connectionPool: {http: {h2UpgradePolicy: UPGRADE, useClientProtocol: true}}'),
      [`${path}.connectionPool.http.useClientProtocol: use client protocol must not be true`],
    ],
    'PINGs have an interval and a limit': [
      policy('connectionPool: {http: {http2KeepAlive: {interval: 1s}}}'),
      [`${path}.connectionPool.http.http2KeepAlive: `],
    ],
    'percentages are percentages': [
      policy('outlierDetection: {maxEjectionPercent: 101, minHealthPercent: -1}'),
      [
        `${path}.outlierDetection.maxEjectionPercent: percentage 101`,
        `${path}.outlierDetection.minHealthPercent: percentage -1`,
      ],
    ],
    'failed connections are counted where they are split off': [
      policy('outlierDetection: {consecutiveLocalOriginFailures: 3}'),
      [`${path}.outlierDetection.consecutiveLocalOriginFailures: `],
    ],
    'MUTUAL needs certificate and key': [
      policy('tls: {mode: MUTUAL}'),
      [`${path}.tls.clientCertificate: client certificate required`, `${path}.tls.privateKey: private key required`],
    ],
    'a Secret excludes paths': [
      policy('tls: {mode: SIMPLE, credentialName: a, caCertificates: /b}'),
      [`${path}.tls: cannot specify client certificates or CA`],
    ],
    'who does not verify says not by what': [
      policy('tls: {mode: SIMPLE, insecureSkipVerify: true, subjectAltNames: [a]}'),
      [`${path}.tls.insecureSkipVerify: cannot specify caCertificates`],
    ],
    'a ConfigMap is of the same namespace': [
      policy('tls: {mode: SIMPLE, credentialName: "configmap://other/a"}'),
      [`${path}.tls.credentialName: invalid configmap://`],
    ],
  });
});
