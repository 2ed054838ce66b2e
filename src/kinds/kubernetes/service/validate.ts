// What the API server demands of Services (kubernetes/pkg/apis/core/validation, ValidateService).
import { check, checkOneOf, invalidValue, requiredValue, withoutEffect } from '../../field-problem.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { labelProblems } from '../../metadata/validate-metadata.ts';
import type { Problem } from '../../problem.ts';
import { ipAddressFault } from '../address.ts';
import type { Service, ServiceSpec } from '../service.ts';
import { servicePortProblems } from './validate-ports.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const distributions = ['PreferClose', 'PreferSameNode', 'PreferSameZone'];

export function validateService({ spec = {} }: Service): readonly Problem[] {
  return [
    ...checkOneOf('spec.type', spec.type, types),
    ...typeProblems(spec),
    ...servicePortProblems(spec),
    ...labelProblems(spec.selector ?? {}, 'spec.selector'),
    ...addressProblems(spec),
    ...policyProblems(spec),
    ...effectProblems(spec),
  ];
}

function typeProblems({ type, externalName = '', clusterIP = '', ports = [] }: ServiceSpec): readonly Problem[] {
  if (type === 'ExternalName') {
    if (externalName === '') return [requiredValue('spec.externalName')];
    return check('spec.externalName', externalName.replace(/\.$/, ''), dns1123SubdomainFault);
  }
  const headless = clusterIP === 'None';
  return [
    ...(ports.length === 0 && !headless ? [requiredValue('spec.ports')] : []),
    ...(headless && type !== 'ClusterIP'
      ? [invalidValue('spec.clusterIP', clusterIP, `may not be set to 'None' for ${type} services`)]
      : []),
  ];
}

function addressProblems({ clusterIP = '', clusterIPs = [], externalIPs = [] }: ServiceSpec): readonly Problem[] {
  const isAddress = (address: string): boolean => address !== '' && address !== 'None';
  return [
    ...[clusterIP].filter(isAddress).flatMap((address) => check('spec.clusterIP', address, ipAddressFault)),
    ...clusterIPs.flatMap((address, index) =>
      isAddress(address) ? check(`spec.clusterIPs[${index}]`, address, ipAddressFault) : [],
    ),
    ...externalIPs.flatMap((address, index) => check(`spec.externalIPs[${index}]`, address, ipAddressFault)),
  ];
}

function policyProblems(spec: ServiceSpec): readonly Problem[] {
  return [
    ...checkOneOf('spec.sessionAffinity', spec.sessionAffinity, ['ClientIP', 'None']),
    ...checkOneOf('spec.externalTrafficPolicy', spec.externalTrafficPolicy, ['Cluster', 'Local']),
    ...checkOneOf('spec.internalTrafficPolicy', spec.internalTrafficPolicy, ['Cluster', 'Local']),
    ...checkOneOf('spec.trafficDistribution', spec.trafficDistribution, distributions),
  ];
}

/** What a cluster's network does, and no ingress gateway: only where it was set to something. */
function effectProblems({
  sessionAffinity,
  externalIPs = [],
  loadBalancerIP = '',
  loadBalancerSourceRanges = [],
}: ServiceSpec): readonly Problem[] {
  return [
    ...(sessionAffinity === 'ClientIP'
      ? [
          withoutEffect(
            'spec.sessionAffinity',
            'has no effect at an ingress gateway; use loadBalancer.consistentHash of a DestinationRule',
          ),
        ]
      : []),
    ...(externalIPs.length > 0
      ? [withoutEffect('spec.externalIPs', 'nothing listens on external IPs; use --bind')]
      : []),
    ...(loadBalancerIP === '' ? [] : [withoutEffect('spec.loadBalancerIP', 'there is no load balancer; use --bind')]),
    ...(loadBalancerSourceRanges.length > 0
      ? [withoutEffect('spec.loadBalancerSourceRanges', 'there is no load balancer that would filter by source')]
      : []),
  ];
}
