// Istio's older gateway chart, gateways/istio-ingress, which still has secretVolumes.
import type { KubeObject } from '../../kinds/object.ts';
import { defineChart, type Manifest } from '../chart.ts';
import { withGlobals } from '../values/with-globals.ts';
import { ingressDeployment } from './ingress-deployment.ts';
import { ingressIdentity, isInjected } from './ingress-identity.ts';
import {
  ingressAutoscaler,
  ingressDisruptionBudget,
  ingressNetworkPolicy,
  ingressRole,
  ingressRoleBinding,
  ingressService,
  ingressServiceAccount,
} from './ingress-objects.ts';
import { ingressValues } from './ingress-values.ts';

export const ingressChart = defineChart({
  title: 'older ingress gateway of Istio',
  schema: ingressValues,
  defaults: 'istio-legacy.yaml',
  releaseName: 'istio',
  flatten: (values) => withGlobals(values, ingressValues),
  render: (values, release) => {
    const ingress = ingressIdentity(values, release);
    const deployment = [ingressDeployment(values, ingress)];
    const injected = isInjected(ingress);
    return [
      manifest('networkpolicy.yaml', ingressNetworkPolicy(values, ingress)),
      manifest('poddisruptionbudget.yaml', ingressDisruptionBudget(values, ingress)),
      manifest('serviceaccount.yaml', [ingressServiceAccount(values, ingress)]),
      manifest('role.yaml', [ingressRole(ingress)]),
      manifest('rolebindings.yaml', [ingressRoleBinding(ingress)]),
      manifest('service.yaml', ingressService(ingress)),
      manifest('deployment.yaml', injected ? [] : deployment),
      manifest('injected-deployment.yaml', injected ? deployment : []),
      manifest('autoscale.yaml', ingressAutoscaler(ingress)),
    ];
  },
});

function manifest(file: string, objects: readonly KubeObject[]): Manifest {
  return { source: `istio-ingress/templates/${file}`, objects };
}
