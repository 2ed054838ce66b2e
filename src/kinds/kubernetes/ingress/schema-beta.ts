// Ingress as extensions/v1beta1 and networking.k8s.io/v1beta1 had it: one schema under two groups.
import { kubeObject } from '../../kube-schema.ts';
import { field, intOrString, list, object, required, string } from '../../schema.ts';
import { expandType } from '../compact-schema.ts';
import { ingressTypes } from '../generated/ingress.ts';

const backend = object({
  serviceName: field(string(), 'Name of the Service in the namespace of the Ingress.'),
  servicePort: field(intOrString(), 'Number or name of the port of the Service.'),
  resource: field(expandType(ingressTypes, 'TypedLocalObjectReference'), 'Another object that answers.', {
    enforcement: 'no-effect',
  }),
});

const path = object({
  path: field(string(), 'What the path of a request is matched with; every path where there is none.'),
  pathType: field(string(), 'Exact, Prefix or ImplementationSpecific, which is the default.'),
  backend: required(backend, 'Where requests go.'),
});

const rule = object({
  host: field(string(), 'The host of a request; every host where there is none.'),
  http: field(object({ paths: required(list(path), 'Paths and their backends.') }), 'Rules for HTTP.'),
});

const spec = object({
  ingressClassName: field(string(), 'Name of the IngressClass.'),
  backend: field(backend, 'The backend for what no rule takes.', { enforcement: 'no-effect' }),
  rules: field(list(rule), 'Rules by host.'),
  tls: field(list(expandType(ingressTypes, 'IngressTLS')), 'Certificates by host.'),
});

export const betaIngressSchema = kubeObject({
  spec: field(spec, 'What is wanted.'),
  status: field(expandType(ingressTypes, 'IngressStatus'), 'Where the Ingress is reached; computed.'),
});
