// The values of the ingress chart of Istio 0.8, the controller for Kubernetes Ingresses before the gateway.
import { any, boolean, field, integer, list, map, object, required, string } from '../../kinds/schema.ts';
import { globalValues, otherCharts } from './global-values.ts';
import { servicePort } from './service-port.ts';

const service = object({
  loadBalancerIP: field(string(), 'Address that the load balancer shall have.'),
  type: required(string(), 'LoadBalancer, NodePort or ClusterIP.'),
  ports: field(list(servicePort), 'Ports of the Service.'),
  selector: field(map(string()), 'Has no effect: the Service selects istio: ingress.'),
});

const ingress = object({
  enabled: field(boolean(), 'Whether anything is rendered.'),
  nameOverride: field(string(), 'Label app and name of the container. Default: ingress.'),
  serviceAccountName: field(string(), 'Has no effect: it is istio-ingress-service-account.'),
  replicaCount: field(integer({ minimum: 0 }), 'Number of pods. Default: Kubernetes decides, which means 1.'),
  autoscaleMin: field(integer(), 'Least number of pods. 0: no HorizontalPodAutoscaler.'),
  autoscaleMax: field(integer(), 'Largest number of pods.'),
  resources: field(map(any()), 'Requests and limits of the container.'),
  service: required(service, 'The Service.'),
});

export const ingressValues = object({
  global: required(globalValues, 'What all charts share.'),
  ingress: required(ingress, 'The controller of Ingresses.'),
  ...otherCharts('ingress'),
});
