import { describe } from 'mocha';
import { testVerdicts } from './verdict-table.ts';

const http = 'ports: [{number: 80, name: http, protocol: HTTP}]';

describe('a ServiceEntry', () => {
  testVerdicts('ServiceEntry', {
    'needs a host': ['{hosts: []}', ['spec.hosts: must have at least 1 items, has 0']],
    'is not for every host': ['{hosts: ["*"]}', ['spec.hosts[0]: invalid host *']],
    'is warned of partial wildcards': ['{hosts: ["*x"]}', ['warning spec.hosts[0]: partial wildcard "*x" not allowed']],
    'has addresses that are addresses': [
      '{hosts: [a.com], addresses: [1.2.3.4, "001:db8::", 1.2.3.4/99]}',
      ['spec.addresses[2]: 1.2.3.4/99 is not a valid CIDR block'],
    ],
    'has subnets only without DNS': [
      '{hosts: [a.com], addresses: [1.2.3.4/16], resolution: DNS}',
      ['spec.addresses: CIDR addresses are allowed only'],
    ],
    'names ports once': [
      '{hosts: [a.com], ports: [{name: a, number: 1, protocol: HTTP}, {name: a, number: 2, protocol: HTTP}]}',
      ['spec.ports[1].name: duplicate name "a"'],
    ],
    'numbers ports once': [
      '{hosts: [a.com], resolution: STATIC, ports: [{name: a, number: 1}, {name: b, number: 1}]}',
      ['spec.ports[1].number: service entry port 1 already defined'],
    ],
    'has known protocols': [
      '{hosts: [a.com], resolution: STATIC, ports: [{name: a, number: 1, protocol: SMTP}]}',
      ['spec.ports[0].protocol: unsupported protocol: SMTP'],
    ],
    'has endpoints or a selector': [
      '{hosts: [a.com], workloadSelector: {}, endpoints: [{address: 1.2.3.4}]}',
      ['spec: only one of workloadSelector, endpoints may be set'],
    ],
    'has no endpoints without resolution': [
      '{hosts: [a.com], endpoints: [{address: 1.2.3.4}]}',
      ['spec.endpoints: no endpoints should be provided for resolution type none'],
    ],
    'has addresses as fixed endpoints': [
      `{hosts: [a.com], resolution: STATIC, ${http}, endpoints: [{address: a.com}]}`,
      ['spec.endpoints[0].address: endpoint address "a.com" is not a valid IP address'],
    ],
    'has a socket as endpoint of one port': [
      '{hosts: [a.com], resolution: STATIC, ports: [{name: a, number: 1, protocol: HTTP}, {name: b, number: 2, protocol: HTTP}], endpoints: [{address: "unix:///a", ports: {a: 1}}]}',
      [
        'spec.endpoints[0].address: unix endpoint unix:///a must not include ports',
        'spec.endpoints[0].address: exactly 1 service port required',
      ],
    ],
    'has endpoints on its own ports': [
      `{hosts: [a.com], resolution: STATIC, ${http}, endpoints: [{address: 1.2.3.4, ports: {other: 1}}]}`,
      ['spec.endpoints[0].ports.other: endpoint port other is not defined'],
    ],
    'resolves whole names': [
      `{hosts: ["*.a.com"], resolution: DNS, ${http}}`,
      ['spec.hosts[0]: hosts must be FQDN if no endpoints'],
    ],
    'resolves names of endpoints': [
      `{hosts: ["*.a.com"], resolution: DNS, ${http}, endpoints: [{address: b.com}]}`,
      [],
    ],
    'resolves one name in turns': [
      `{hosts: [a.com], resolution: DNS_ROUND_ROBIN, ${http}, endpoints: [{address: b.com}, {address: c.com}]}`,
      ['spec.endpoints: there must only be 0 or 1 endpoint'],
    ],
    'resolves any name only for wildcards': [
      `{hosts: [a.com], resolution: DYNAMIC_DNS, ${http}}`,
      ['spec.hosts[0]: hosts must be wildcards'],
    ],
    'tells hosts apart': [
      '{hosts: [a.com, b.com], resolution: DNS, ports: [{number: 1, name: a, protocol: TCP}]}',
      ['spec.ports[0]: multiple hosts provided with non-HTTP, non-TLS ports'],
    ],
    'is warned of TCP without an address': [
      '{hosts: [a.com], ports: [{number: 1, name: a}]}',
      ['warning spec.ports[0]: addresses are required for ports serving TCP'],
    ],
    'may be exported to no one': ['{hosts: [a.com], exportTo: [~]}'.replace('~', '"~"'), []],
    'is exported to no one or someone': [
      '{hosts: [a.com], exportTo: ["~", a]}',
      ['spec.exportTo: cannot export service entry to no one (~) and someone'],
    ],
  });
});

describe('a WorkloadEntry', () => {
  testVerdicts('WorkloadEntry', {
    'needs an address': ['{}', ['spec.address: address is required']],
    'may have a network instead': ['{network: a}', ['warning spec.address: address is unset with network "a"']],
    'has an address, a name or a socket': ['{address: a.com}', []],
    'has nothing else': ['{address: "a b"}', ['spec.address: endpoint address "a b" is not a valid FQDN']],
    'has a socket that is a file': ['{address: "unix:///a/"}', ['spec.address: /a/ is not an absolute path to a file']],
    'has ports that are ports': [
      '{address: 1.2.3.4, ports: {"@": 80}}',
      ['spec.ports["@"]: invalid port name: @'].map((line) => line.replace('["@"]', '.@')),
    ],
  });
});
