import { any, boolean, type FieldTable, field, type ObjectSchema, object } from '../../kinds/schema.ts';

/** A value that other charts of Istio read: files that have it are taken as they are. */
export const unused = field(any(), 'Has no effect here.');

const networkPolicy = field(
  object({ enabled: field(boolean(), 'Whether there is a NetworkPolicy.') }),
  'Who may reach the pods.',
);

const shared = [
  'agentgateway',
  'arch',
  'autoscalingv2API',
  'caAddress',
  'caName',
  'certSigners',
  'configCluster',
  'configValidation',
  'defaultNodeSelector',
  'defaultPodDisruptionBudget',
  'defaultResources',
  'defaultTolerations',
  'externalIstiod',
  'hub',
  'ipFamilies',
  'ipFamilyPolicy',
  'istiod',
  'istioNamespace',
  'jwtPolicy',
  'logAsJson',
  'logging',
  'meshID',
  'meshNetworks',
  'mountMtlsCerts',
  'multiCluster',
  'nativeNftables',
  'network',
  'omitSidecarInjectorConfigMap',
  'operatorManageWebhooks',
  'pilotCertProvider',
  'proxy',
  'proxy_init',
  'remotePilotAddress',
  'resourceScope',
  'sds',
  'sts',
  'tag',
  'trustBundleName',
  'variant',
  'waypoint',
] as const;

/** `global`: what all charts of Istio share, and again the values of this one. */
export function globalValues(fields: FieldTable): ObjectSchema<{ readonly networkPolicy: typeof networkPolicy }> {
  const others: FieldTable = Object.fromEntries(shared.map((name) => [name, unused]));
  // What stands here is a default for the value of the same name, so nothing need be complete.
  const partial: FieldTable = Object.fromEntries(
    Object.entries(fields).map(([name, { schema, description }]) => [name, field(schema, description)]),
  );
  return object({ ...others, ...partial, networkPolicy });
}
