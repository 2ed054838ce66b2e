// A gateway that runs `ictl serve` in a cluster: it serves the files of a ConfigMap and needs no access to the cluster's API.
import type { KubeObject } from '../../kinds/object.ts';
import type { Problem } from '../../kinds/problem.ts';
import { defineChart, type Manifest } from '../chart.ts';
import { refusedValue } from '../values/check-values.ts';
import { gatewayDeployment } from './gateway-deployment.ts';
import { type GatewayNames, gatewayNames } from './gateway-names.ts';
import { type GatewayValues, gatewayValues } from './gateway-values.ts';

export const gatewayChart = defineChart({
  title: 'gateway that runs ictl serve',
  schema: gatewayValues,
  defaults: 'ictl.yaml',
  releaseName: 'istio-ingressgateway',
  check: checkValues,
  render: (values, release) => {
    const names = gatewayNames(values, release);
    return [
      manifest('serviceaccount.yaml', [serviceAccount(names)]),
      manifest('configmap.yaml', configMap(values, names)),
      manifest('service.yaml', [gatewayService(values, names)]),
      manifest('deployment.yaml', [gatewayDeployment(values, names)]),
      manifest('hpa.yaml', autoscaler(values, names)),
    ];
  },
});

function checkValues({ config = {}, configMap = '', autoscaling }: GatewayValues): readonly Problem[] {
  const hasBoth = configMap !== '' && Object.keys(config).length > 0;
  const isUpsideDown = autoscaling.enabled === true && autoscaling.minReplicas > autoscaling.maxReplicas;
  return [
    ...(hasBoth ? [refusedValue('configMap', 'stands instead of config, so only one of them may be set')] : []),
    ...(isUpsideDown ? [refusedValue('autoscaling.minReplicas', 'must not be more than maxReplicas')] : []),
  ];
}

function serviceAccount({ name, namespace, labels }: GatewayNames): KubeObject {
  const metadata = { name, namespace, labels };
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false };
}

function configMap({ config = {} }: GatewayValues, { configMap: name, namespace, labels }: GatewayNames): KubeObject[] {
  if (name === undefined || Object.keys(config).length === 0) return [];
  return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, labels }, data: config }];
}

function gatewayService({ service }: GatewayValues, { name, namespace, labels, selector }: GatewayNames): KubeObject {
  const { type, ports, annotations = {}, loadBalancerIP, loadBalancerSourceRanges = [] } = service;
  const { externalTrafficPolicy } = service;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: {
      type,
      selector,
      ports: ports.map((port) => ({
        name: port.name,
        port: port.port,
        targetPort: port.socket,
        ...(port.nodePort !== undefined && { nodePort: port.nodePort }),
      })),
      ...(loadBalancerIP && { loadBalancerIP }),
      ...(loadBalancerSourceRanges.length > 0 && { loadBalancerSourceRanges }),
      ...(externalTrafficPolicy && { externalTrafficPolicy }),
    },
  };
}

function autoscaler({ autoscaling }: GatewayValues, { name, namespace, labels }: GatewayNames): KubeObject[] {
  if (autoscaling.enabled !== true) return [];
  const { minReplicas, maxReplicas, targetCPUUtilizationPercentage: averageUtilization } = autoscaling;
  const resource = { name: 'cpu', target: { type: 'Utilization', averageUtilization } };
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name, namespace, labels },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas,
        maxReplicas,
        metrics: [{ type: 'Resource', resource }],
      },
    },
  ];
}

function manifest(file: string, objects: readonly KubeObject[]): Manifest {
  return { source: `ictl/templates/${file}`, objects };
}
