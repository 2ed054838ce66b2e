// What the gateway chart refuses beside what its schema does.
import type { Problem } from '../../kinds/problem.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import { refusedValue } from '../values/check-values.ts';
import type { GatewayValues } from './gateway-identity.ts';

const profiles = ['ambient', 'demo', 'openshift', 'openshift-ambient', 'preview', 'remote', 'stable'];
const platforms = ['gke', 'k3d', 'k3s', 'microk8s', 'minikube', 'openshift'];
const compatibilityVersions = ['1.28', '1.29', '1.30'];

export function checkGateway(values: GatewayValues): readonly Problem[] {
  const { profile, platform, compatibilityVersion } = values;
  return [
    ...checkKnown('profile', profile, profiles),
    ...checkKnown('platform', platform, platforms),
    ...checkKnown('compatibilityVersion', compatibilityVersion, compatibilityVersions),
    ...checkPorts(values),
    ...checkScaling(values),
  ];
}

function checkKnown(name: string, value: string | undefined, known: readonly string[]): readonly Problem[] {
  if (!value || known.includes(value)) return [];
  const nearest = nearestName(value, known);
  const hint = nearest === undefined ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`;
  return [refusedValue(name, `unknown ${name} ${value}, ${hint}`)];
}

function checkPorts({ service, networkGateway }: GatewayValues): readonly Problem[] {
  if (service.type === 'None' || networkGateway || (service.ports ?? []).length > 0) return [];
  return [refusedValue('service.ports', 'must not be empty when networkGateway is not set')];
}

function checkScaling({ kind, autoscaling }: GatewayValues): readonly Problem[] {
  if (autoscaling.enabled === false || kind !== 'Deployment' || autoscaling.maxReplicas) return [];
  return [refusedValue('autoscaling.maxReplicas', 'is required while autoscaling is enabled')];
}
