import type { Analyzer } from './analyzer.ts';
import { overruledDestinationRules } from './destination-rule/overruled.ts';
import { subsetsWithoutEndpoints } from './destination-rule/subset-without-endpoints.ts';
import { unknownDestinationRuleHosts } from './destination-rule/unknown-host.ts';
import { certificateHosts } from './gateway/certificate-hosts.ts';
import { certificateValidity } from './gateway/certificate-validity.ts';
import { conflictingGateways } from './gateway/conflicting-hosts.ts';
import { duplicateCertificates } from './gateway/duplicate-certificate.ts';
import { portsNotOnService } from './gateway/port-not-on-service.ts';
import { redirectsWithoutHttps } from './gateway/redirect-without-https.ts';
import { gatewaysWithoutRoutes } from './gateway/without-virtual-service.ts';
import { foreignIngressClasses } from './ingress/foreign-class.ts';
import { annotations } from './metadata/annotations.ts';
import { conflictingProtocols } from './service/conflicting-protocol.ts';
import { portNames } from './service/port-name.ts';
import { claimsWithoutAuthentication } from './virtual-service/claims-without-authentication.ts';
import { conflictingMeshHosts } from './virtual-service/conflicting-mesh-hosts.ts';
import { subsetsWithoutEffect } from './virtual-service/ingress-without-subset.ts';
import { meshOnlyVirtualServices } from './virtual-service/mesh-only.ts';
import { shadowedRoutes } from './virtual-service/shadowed-route.ts';

/** Every check, in the order in which they run and are listed. */
export const analyzers: readonly Analyzer[] = [
  conflictingGateways,
  portsNotOnService,
  redirectsWithoutHttps,
  gatewaysWithoutRoutes,
  certificateValidity,
  certificateHosts,
  duplicateCertificates,
  shadowedRoutes,
  subsetsWithoutEffect,
  claimsWithoutAuthentication,
  conflictingMeshHosts,
  meshOnlyVirtualServices,
  unknownDestinationRuleHosts,
  subsetsWithoutEndpoints,
  overruledDestinationRules,
  portNames,
  conflictingProtocols,
  foreignIngressClasses,
  annotations,
];
