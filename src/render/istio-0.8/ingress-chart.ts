// The ingress chart of Istio 0.8.0: the controller for Kubernetes Ingresses before the gateway took them over.
import type { KubeObject } from '../../kinds/object.ts';
import type { Infer } from '../../kinds/schema.ts';
import { defineChart, type Release } from '../chart.ts';
import { autoscaler, checkAutoscaler } from './autoscaler.ts';
import { chartLabels, chartName } from './chart-labels.ts';
import { ingressRole, ingressRoleBinding } from './ingress-role.ts';
import { ingressValues } from './ingress-values.ts';
import { controlPlaneArgs, podFields, proxyDeployment } from './proxy-deployment.ts';
import { proxyService } from './proxy-service.ts';
import { serviceAccount } from './service-account.ts';

type IngressValues = Infer<typeof ingressValues>;

const chart = 'ingress';
const name = 'istio-ingress';
const accountName = 'istio-ingress-service-account';
const selector = { istio: 'ingress' };

export const ingressChart = defineChart({
  title: 'controller for Ingresses of Istio 0.8',
  schema: ingressValues,
  defaults: 'istio-0.8.yaml',
  releaseName: 'istio',
  check: ({ ingress: { autoscaleMin: min, autoscaleMax: max } }) =>
    checkAutoscaler('ingress.autoscaleMax', { min, max }),
  render: (values, release) => {
    const isEnabled = values.ingress.enabled !== false;
    const manifest = (file: string, ...objects: readonly KubeObject[]) => ({
      source: `istio/charts/${chart}/templates/${file}`,
      objects: isEnabled ? objects : [],
    });
    const labels = { app: chartName(chart, values.ingress.nameOverride), ...chartLabels(chart, release) };
    const { imagePullSecrets, rbacEnabled } = values.global;
    const access = (object: KubeObject) => (rbacEnabled === false ? [] : [object]);
    const { autoscaleMin: min, autoscaleMax: max } = values.ingress;
    return [
      manifest(
        'serviceaccount.yaml',
        ...access(serviceAccount({ name: accountName, labels, imagePullSecrets }, release)),
      ),
      manifest('clusterrole.yaml', ...access(ingressRole(labels, release))),
      manifest('clusterrolebinding.yaml', ...access(ingressRoleBinding(accountName, release))),
      manifest('service.yaml', ingressService(values, release)),
      manifest('deployment.yaml', ingressDeployment(values, labels, release)),
      manifest('autoscale.yaml', ...autoscaler({ name, min, max }, release)),
    ];
  },
});

function ingressService({ ingress }: IngressValues, release: Release): KubeObject {
  const labels = { ...chartLabels(chart, release), ...selector };
  return proxyService({ ...ingress.service, name, labels, selector }, release);
}

function ingressDeployment(
  { global, ingress }: IngressValues,
  labels: Readonly<Record<string, string>> & { readonly app: string },
  release: Release,
): KubeObject {
  return proxyDeployment(
    {
      name,
      labels: { ...labels, ...selector },
      podLabels: selector,
      replicas: ingress.replicaCount,
      serviceAccountName: accountName,
      container: {
        name: labels.app,
        image: `${global.hub}/proxy:${global.tag}`,
        role: 'ingress',
        ports: [80, 443],
        serviceCluster: name,
        controlPlane: controlPlaneArgs(global),
        resources: ingress.resources,
        env: [],
      },
      secretVolumes: [
        { name: 'ingress-certs', secretName: 'istio-ingress-certs', mountPath: '/etc/istio/ingress-certs' },
      ],
      ...podFields(global),
    },
    release,
  );
}
