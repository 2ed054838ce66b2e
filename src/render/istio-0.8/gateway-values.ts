// The values of the ingressgateway chart of Istio 0.8, under the names of the chart that contains it.
import { any, boolean, field, integer, list, map, object, required, string } from '../../kinds/schema.ts';
import { globalValues, otherCharts } from './global-values.ts';
import { servicePort } from './service-port.ts';

const secretVolume = object({
  name: required(string({ minLength: 1 }), 'Name of the volume.'),
  secretName: required(string({ minLength: 1 }), 'Secret that is mounted; it need not exist.'),
  mountPath: required(string({ minLength: 1 }), 'Folder in which the keys of the Secret become files.'),
});

const service = object({
  name: required(string({ minLength: 1 }), 'Name of the Service, the Deployment and the HorizontalPodAutoscaler.'),
  namespace: field(string(), 'Namespace of all objects. Default: that of the release.'),
  labels: field(map(string()), 'Labels of the Service and the Deployment.'),
  loadBalancerIP: field(string(), 'Address that the load balancer shall have.'),
  type: required(string(), 'LoadBalancer, NodePort or ClusterIP.'),
  ports: field(list(servicePort), 'Ports of the Service.'),
});

const deployment = object({
  labels: field(map(string()), 'Labels of the pods, which the Service and Gateways select.'),
  ports: field(
    list(object({ containerPort: required(integer(), 'Port that the proxy listens on.') })),
    'Ports of the container.',
  ),
  secretVolumes: field(list(secretVolume), 'Secrets whose keys become files of the proxy.'),
});

const ingressgateway = object({
  enabled: field(boolean(), 'Whether anything is rendered.'),
  nameOverride: field(string(), 'Label app and name of the container. Default: ingressgateway.'),
  serviceAccountName: required(string({ minLength: 1 }), 'Name of the ServiceAccount.'),
  replicaCount: field(integer({ minimum: 0 }), 'Number of pods. Default: Kubernetes decides, which means 1.'),
  autoscaleMin: field(integer(), 'Least number of pods. 0: no HorizontalPodAutoscaler.'),
  autoscaleMax: field(integer(), 'Largest number of pods.'),
  resources: field(map(any()), 'Requests and limits of the container.'),
  service: required(service, 'The Service, and names that other objects share with it.'),
  deployment: required(deployment, 'The Deployment.'),
});

export const gatewayValues = object({
  global: required(globalValues, 'What all charts share.'),
  ingressgateway: required(ingressgateway, 'The ingress gateway.'),
  ...otherCharts('ingressgateway'),
});
