// Istio's gateway chart of today: ServiceAccount, Role, Service, Deployment, HorizontalPodAutoscaler, and what is asked
// for beside them.
import type { KubeObject } from '../../kinds/object.ts';
import { defineChart, type Manifest } from '../chart.ts';
import { withGlobals } from '../values/with-globals.ts';
import { checkGateway } from './check-gateway.ts';
import { gatewayRole, gatewayServiceAccount } from './gateway-account.ts';
import { gatewayIdentity } from './gateway-identity.ts';
import { gatewayNetworkPolicy } from './gateway-network-policy.ts';
import { gatewayAutoscaler, gatewayDisruptionBudget } from './gateway-scaling.ts';
import { gatewayService } from './gateway-service.ts';
import { gatewayValues } from './gateway-values.ts';
import { gatewayWorkload } from './gateway-workload.ts';

export const gatewayChart = defineChart({
  title: 'gateway of Istio',
  schema: gatewayValues,
  defaults: 'istio.yaml',
  releaseName: 'istio-ingressgateway',
  flatten: (values) => withGlobals(values, gatewayValues),
  check: checkGateway,
  render: (values, release) => {
    const gateway = gatewayIdentity(values, release);
    return [
      manifest('networkpolicy.yaml', gatewayNetworkPolicy(values, gateway, release)),
      manifest('poddisruptionbudget.yaml', gatewayDisruptionBudget(values, gateway)),
      manifest('serviceaccount.yaml', gatewayServiceAccount(values, gateway)),
      manifest('role.yaml', gatewayRole(values, gateway)),
      manifest('service.yaml', gatewayService(values, gateway)),
      manifest('deployment.yaml', [gatewayWorkload(values, gateway)]),
      manifest('hpa.yaml', gatewayAutoscaler(values, gateway)),
    ];
  },
});

function manifest(file: string, objects: readonly KubeObject[]): Manifest {
  return { source: `gateway/templates/${file}`, objects };
}
