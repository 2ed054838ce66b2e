// The ingressgateway chart of Istio 0.8.0: ServiceAccount, Service, Deployment and HorizontalPodAutoscaler.
import type { KubeObject } from '../../kinds/object.ts';
import type { Infer } from '../../kinds/schema.ts';
import { defineChart, type Release } from '../chart.ts';
import { autoscaler, checkAutoscaler } from './autoscaler.ts';
import { chartLabels, chartName } from './chart-labels.ts';
import { gatewayValues } from './gateway-values.ts';
import { controlPlaneArgs, podFields, proxyDeployment } from './proxy-deployment.ts';
import { proxyService } from './proxy-service.ts';
import { serviceAccount } from './service-account.ts';

type GatewayValues = Infer<typeof gatewayValues>;

const chart = 'ingressgateway';

export const gatewayChart = defineChart({
  title: 'ingress gateway of Istio 0.8',
  schema: gatewayValues,
  defaults: 'istio-0.8.yaml',
  releaseName: 'istio',
  check: ({ ingressgateway: { autoscaleMin: min, autoscaleMax: max } }) =>
    checkAutoscaler('ingressgateway.autoscaleMax', { min, max }),
  render: (values, release) => {
    const isEnabled = values.ingressgateway.enabled !== false;
    const manifest = (file: string, objects: readonly KubeObject[]) => ({
      source: `istio/charts/${chart}/templates/${file}`,
      objects: isEnabled ? objects : [],
    });
    const named = { ...release, namespace: values.ingressgateway.service.namespace || release.namespace };
    return [
      manifest('serviceaccount.yaml', [gatewayServiceAccount(values, named)]),
      manifest('service.yaml', [gatewayService(values, named)]),
      manifest('deployment.yaml', [gatewayDeployment(values, named)]),
      manifest('autoscale.yaml', gatewayAutoscaler(values, named)),
    ];
  },
});

function gatewayServiceAccount({ global, ingressgateway }: GatewayValues, release: Release): KubeObject {
  const { serviceAccountName, nameOverride } = ingressgateway;
  const labels = { app: chartName(chart, nameOverride), ...chartLabels(chart, release) };
  return serviceAccount({ name: serviceAccountName, labels, imagePullSecrets: global.imagePullSecrets }, release);
}

function gatewayService({ ingressgateway }: GatewayValues, release: Release): KubeObject {
  const { service, deployment } = ingressgateway;
  const labels = { ...chartLabels(chart, release), ...service.labels };
  return proxyService({ ...service, labels, selector: deployment.labels ?? {} }, release);
}

function gatewayDeployment({ global, ingressgateway }: GatewayValues, release: Release): KubeObject {
  const { service, deployment, nameOverride, replicaCount, resources } = ingressgateway;
  const app = chartName(chart, nameOverride);
  return proxyDeployment(
    {
      name: service.name,
      labels: { app, ...chartLabels(chart, release), ...service.labels },
      podLabels: deployment.labels ?? {},
      replicas: replicaCount,
      serviceAccountName: ingressgateway.serviceAccountName,
      container: {
        name: app,
        image: `${global.hub}/proxyv2:${global.tag}`,
        role: 'router',
        ports: deployment.ports?.map(({ containerPort }) => containerPort),
        serviceCluster: service.name,
        controlPlane: controlPlaneArgs(global),
        resources,
        env: [{ name: 'ISTIO_META_POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
      },
      secretVolumes: deployment.secretVolumes ?? [],
      ...podFields(global),
    },
    release,
  );
}

function gatewayAutoscaler({ ingressgateway }: GatewayValues, release: Release): KubeObject[] {
  const { service, autoscaleMin, autoscaleMax } = ingressgateway;
  return autoscaler({ name: service.name, min: autoscaleMin, max: autoscaleMax }, release);
}
